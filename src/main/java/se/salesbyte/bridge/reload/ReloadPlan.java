package se.salesbyte.bridge.reload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of the home has changed and what becomes of it. */
public record ReloadPlan(List<Item> files) {
    /** What happened to a file. */
    public enum Change {
        NEW,
        CHANGED,
        GONE
    }

    /**
     * A file that has changed, or cannot be used.
     *
     * @param fault why it does not take over, in one line; null if it does
     */
    public record Item(String file, Change change, @Nullable String fault) {}
}
