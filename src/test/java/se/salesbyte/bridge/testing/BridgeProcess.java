package se.salesbyte.bridge.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged bridge in a process of its own. */
public final class BridgeProcess implements AutoCloseable {
    /** As packaged; its libraries lie in {@code lib/} beside it. */
    public static final Path JAR = Path.of("target", "salesbyte-bridge.jar");
    /** What operators start it by. */
    public static final Path LAUNCHER = Path.of("bin", "bridge");

    private static final Pattern STOPPED = Pattern.compile("^State:\\tT", Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path output;

    private BridgeProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Runs a command in that home. */
    public static BridgeProcess start(BridgeHome home, String... command) {
        return start(home, List.of(), command);
    }

    /** Runs a command in that home, with more options for the JVM. */
    public static BridgeProcess start(BridgeHome home, List<String> options, String... command) {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        line.addAll(options);
        line.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        line.addAll(List.of(command));
        return start(home, line, Map.of());
    }

    /** Runs a command in that home by {@code bin/bridge}, with more in its environment. */
    public static BridgeProcess launched(BridgeHome home, Map<String, String> environment, String... command) {
        return launched(LAUNCHER, home, environment, command);
    }

    /** The same, by that copy of it or link to it. */
    public static BridgeProcess launched(
            Path launcher, BridgeHome home, Map<String, String> environment, String... command) {
        List<String> line = new ArrayList<>(List.of(launcher.toAbsolutePath().toString()));
        line.addAll(List.of(command));
        Map<String, String> all = new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home")));
        all.putAll(environment);
        return start(home, line, all);
    }

    private static BridgeProcess start(BridgeHome home, List<String> line, Map<String, String> environment) {
        Path folder = home.write();
        try {
            Path output = Files.createTempFile(folder, "output", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("BRIDGE_HOME", folder.toAbsolutePath().toString());
            builder.environment().putAll(environment);
            return new BridgeProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the bridge and waits until it takes events. */
    public static BridgeProcess running(BridgeHome home) {
        BridgeProcess bridge = start(home);
        bridge.awaitRunning();
        return bridge;
    }

    /** Waits until it takes events; false if it has ended instead. */
    public boolean awaitRunning() {
        await().atMost(PATIENCE).until(() -> hasRun() || !process.isAlive());
        return hasRun();
    }

    /** Whether it has taken events, even if it has ended since. */
    public boolean hasRun() {
        return output().contains("SalesByte Bridge is running");
    }

    public long pid() {
        return process.pid();
    }

    /** Whether each of its threads stands still after a SIGSTOP; Linux alone tells. */
    public boolean isStopped() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid()), "task"))) {
            for (Path thread : threads.toList()) {
                if (!STOPPED.matcher(Files.readString(thread.resolve("status"))).find()) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException oneHasEnded) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end for that long; false if it goes on. */
    public boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Standard output and error so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM. */
    public BridgeProcess terminate() {
        process.destroy();
        return this;
    }

    /** Waits for the end. */
    public int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("still running after " + PATIENCE + ":\n" + output() + threads());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it is doing, for a failed test to tell. */
    private String threads() {
        try {
            Process jstack = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jstack")
                                    .toString(),
                            String.valueOf(process.pid()))
                    .start();
            return new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "no thread dump: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
