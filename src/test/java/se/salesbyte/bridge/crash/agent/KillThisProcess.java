package se.salesbyte.bridge.crash.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code kill -9} of the own process, here and now. {@code Runtime.halt} waits for a safepoint, and until then other
 * threads commit and send; a {@code kill} in a process of its own comes later still.
 */
final class KillThisProcess {
    private static final int SIGKILL = 9;

    private static volatile @Nullable Method raise;

    private KillThisProcess() {}

    /** By reflection into the JDK: its public way raises only what it handles, and that can never be SIGKILL. */
    static void prepare(Instrumentation instrumentation) {
        Module ours = KillThisProcess.class.getModule();
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("jdk.internal.misc", Set.of(ours)),
                Set.of(),
                Map.of());
        try {
            Method found = Class.forName("jdk.internal.misc.Signal").getDeclaredMethod("raise0", int.class);
            found.setAccessible(true);
            raise = found;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK raises signals in another way: mend the agent", e);
        }
    }

    static void now() {
        Method prepared = raise;
        try {
            if (prepared != null) {
                prepared.invoke(null, SIGKILL);
            }
        } catch (ReflectiveOperationException e) {
            // told by the exit code
        }
        Runtime.getRuntime().halt(3);
    }
}
