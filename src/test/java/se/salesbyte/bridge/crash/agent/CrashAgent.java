package se.salesbyte.bridge.crash.agent;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;

/**
 * Puts one hook into the bridge before it starts: {@code <failpoint>:<hit>} kills the process when that place is passed
 * for the so manieth time, {@code disk-full:<file>} lets the store find no room as long as that file exists.
 */
public final class CrashAgent {
    /** The option, up to the colon, for {@link FullDisk}. */
    public static final String DISK_FULL = "disk-full";

    private CrashAgent() {}

    /** Called by the JVM before the bridge's own main. */
    public static void premain(String option, Instrumentation instrumentation) {
        String name = option.substring(0, option.indexOf(':'));
        String value = option.substring(name.length() + 1);
        if (name.equals(DISK_FULL)) {
            FullDisk.whileThereIs(Path.of(value));
            weave(new Hook("se.salesbyte.bridge.store.Session", "begin", FullDisk.BeforeBegin.class), instrumentation);
        } else {
            Failpoint point = Failpoint.of(name);
            KillThisProcess.prepare(instrumentation);
            Failpoint.killAt(Long.parseLong(value));
            point.hooks().forEach(hook -> weave(hook, instrumentation));
        }
    }

    private static void weave(Hook hook, Instrumentation instrumentation) {
        instrumentation.addTransformer(hook);
        hook.load();
    }
}
