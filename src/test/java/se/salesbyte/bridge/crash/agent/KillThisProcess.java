package se.salesbyte.bridge.crash.agent;

import java.lang.reflect.Method;

/**
 * {@code kill -9} of the own process, here and now. {@code Runtime.halt} waits for a safepoint, and until then other
 * threads commit and send; a {@code kill} in a process of its own comes later still.
 */
final class KillThisProcess {
    private static final Object SIGNAL;
    private static final Method RAISE;

    static {
        try { // by reflection: javac warns of sun.misc, and warnings are errors here
            Class<?> signal = Class.forName("sun.misc.Signal");
            SIGNAL = signal.getConstructor(String.class).newInstance("KILL");
            RAISE = signal.getMethod("raise", signal);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private KillThisProcess() {}

    static void now() {
        try {
            RAISE.invoke(null, SIGNAL);
        } catch (ReflectiveOperationException e) {
            Runtime.getRuntime().halt(3);
        }
    }
}
