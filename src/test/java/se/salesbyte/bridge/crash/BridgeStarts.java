package se.salesbyte.bridge.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.salesbyte.bridge.crash.agent.CrashAgent;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;

/** Starts the packaged bridge of one home, quickly, and with the agent where a cycle needs it. */
final class BridgeStarts {
    /** A cycle is mostly start: less compiling and classes from the archive of the build halve it. */
    static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final int LAST_DELAYS = 100;

    private final BridgeHome home;
    private final Path archive;
    private final Path agent;

    /** @param folder of the run, for what is made for the starts */
    BridgeStarts(BridgeHome home, Path folder) {
        this.home = home;
        this.archive = BridgeProcess.JAR.resolveSibling("salesbyte-bridge.jsa").toAbsolutePath();
        this.agent = AgentJar.in(folder);
    }

    /** As an operator starts it, but for the quick options. */
    BridgeProcess plain() {
        return BridgeProcess.start(home, options());
    }

    BridgeProcess of(Cycle cycle) {
        List<String> options = options();
        cycle.point().failpoint().ifPresent(point -> options.add(agent(point.word(), String.valueOf(cycle.hit()))));
        if (cycle.point() == KillPoint.DISK_FULL) {
            options.add(agent(CrashAgent.DISK_FULL, diskFull().toString()));
        }
        return BridgeProcess.start(home, options);
    }

    /** The disk is full while there is such a file. */
    Path diskFull() {
        return home.folder().resolve("disk-is-full").toAbsolutePath();
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(QUICK);
        if (Files.exists(archive)) {
            options.add("-XX:SharedArchiveFile=" + archive);
        }
        return options;
    }

    private String agent(String name, String value) {
        return "-javaagent:" + agent + "=" + name + ":" + value;
    }

    /** The bridge's settings for such a run. */
    static BridgeHome home(Path folder, String salesByte, Policy policy) {
        BridgeHome home =
                new BridgeHome(folder).live(salesByte).set(SignedEvent.SOURCE + ".secret", SignedEvent.SECRET);
        behaviour(policy).forEach(home::set);
        return home;
    }

    /** What is set of how the bridge behaves; everything else is as shipped. */
    static Map<String, String> behaviour(Policy policy) {
        Map<String, String> settings = new TreeMap<>(policy.settings());
        settings.put("salesbyte.timeout", "1s");
        settings.put("salesbyte.connect-timeout", "1s");
        settings.put("salesbyte.max-concurrency", String.valueOf(CrashRun.SLOTS));
        settings.put("salesbyte.breaker.wait", "1s");
        settings.put("bridge.retry.schedule", "200ms,500ms,1s" + ",2s".repeat(LAST_DELAYS));
        return settings;
    }
}
