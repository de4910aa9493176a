package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A part of the benchmark in a process of its own. */
final class JavaProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** A main class of this classpath. */
    static JavaProcess of(Path output, List<String> jvm, Class<?> main, Object... args) {
        List<String> line = new ArrayList<>(List.of(JAVA));
        line.addAll(jvm);
        line.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        for (Object arg : args) {
            line.add(arg.toString());
        }
        return start(output, line, Map.of());
    }

    /** The packaged bridge, as it is started in production, with more options for the JVM. */
    static JavaProcess bridge(Path output, List<String> jvm, Path home) {
        return start(
                output,
                List.of("bin/bridge", "run"),
                Map.of("BRIDGE_HOME", home.toAbsolutePath().toString(), "BRIDGE_JAVA_OPTS", String.join(" ", jvm)));
    }

    private static JavaProcess start(Path output, List<String> line, Map<String, String> environment) {
        try {
            Files.createDirectories(output.toAbsolutePath().getParent());
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new JavaProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it listens there. */
    JavaProcess listening(int port) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!isOpen(port)) {
            if (endsWithin(20) || System.nanoTime() > giveUpAt) {
                throw new IllegalStateException("does not listen on " + port + ":\n" + output());
            }
        }
        return this;
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean endsWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for its end, and gives what it printed. */
    String finished() {
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException("ended with " + code + ":\n" + output());
            }
            return output();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!endsWithin(PATIENCE.toMillis())) {
            process.destroyForcibly();
        }
    }
}
