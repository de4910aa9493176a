package se.salesbyte.bridge.reload;

import java.util.List;
import java.util.Optional;

/** Lets changed files of the home take over. Any thread. */
public interface Reloads {
    /** Nothing ever changes. */
    Reloads NONE = new Reloads() {
        @Override
        public boolean isOff() {
            return true;
        }

        @Override
        public ReloadPlan run(boolean dryRun) {
            return new ReloadPlan(List.of());
        }

        @Override
        public Optional<String> faultOf(String source) {
            return Optional.empty();
        }
    };

    /** Whether changes wait for a restart. */
    boolean isOff();

    /** Tries what has changed; unless it is a dry run, what is good takes over. */
    ReloadPlan run(boolean dryRun);

    /** Why a changed file of that source is refused, in one line; empty if none is. */
    Optional<String> faultOf(String source);
}
