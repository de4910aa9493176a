package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Starts the packaged bridge by {@code bin/bridge}, plain and with the archive of classes in turns, and measures from the
 * start of the process to the first acknowledged webhook, which is signed and posted every 5 ms until it is. In the folder
 * of the project: {@code java src/bench/java/se/salesbyte/bridge/bench/StartBench.java [starts of each, 10] [idle s, 5]}.
 */
public final class StartBench {
    private static final String SECRET = "start-bench";
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path ARCHIVE =
            Path.of("target", "salesbyte-bridge.jsa").toAbsolutePath();

    /** How it is started; "again" is on the data of a start before. */
    private enum Way {
        PLAIN("plain", false, false),
        PLAIN_AGAIN("plain, again", false, true),
        ARCHIVED("archive", true, false),
        ARCHIVED_AGAIN("archive, again", true, true);

        private final String title;
        private final boolean archive;
        private final boolean again;

        Way(String title, boolean archive, boolean again) {
            this.title = title;
            this.archive = archive;
            this.again = again;
        }
    }

    /** One start: seconds to the first acknowledgement, CPU seconds of the process until then, idle memory. */
    private record Start(Way way, double seconds, double cpuSeconds, double idleMegabytes) {}

    private final Path home;
    private final Duration idle;

    private StartBench(Path home, Duration idle) {
        this.home = home;
        this.idle = idle;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int starts = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Duration idle = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 5);
        if (!Files.exists(ARCHIVE)) {
            throw new IllegalStateException(ARCHIVE + " is missing: run mvn package first");
        }
        Path home = Files.createDirectories(Path.of("target", "start-bench"));
        copy(Path.of("routes"), home.resolve("routes"));
        StartBench bench = new StartBench(home.toAbsolutePath(), idle);
        List<Start> all = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            for (Way way : Way.values()) {
                all.add(bench.start(way));
            }
        }
        System.out.printf(
                Locale.ROOT, "%d starts each, in turns; median (min-max); idle memory after %s%n%n", starts, idle);
        System.out.println("| start to first acknowledged | s | CPU s | RSS idle MB |\n|---|---|---|---|");
        for (Way way : Way.values()) {
            List<Start> of = all.stream().filter(start -> start.way == way).toList();
            System.out.printf(
                    "| %s | %s | %s | %s |%n",
                    way.title,
                    spread(of, Start::seconds, "%.2f"),
                    spread(of, Start::cpuSeconds, "%.2f"),
                    spread(of, Start::idleMegabytes, "%.0f"));
        }
    }

    private Start start(Way way) throws IOException, InterruptedException {
        if (!way.again) {
            delete(home.resolve("data"));
        }
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder("bin/bridge", "run")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("bridge.log").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("BRIDGE_HOME", home.toString());
        environment.put("CAMEL_SERVER_HOST", "127.0.0.1");
        environment.put("CAMEL_SERVER_PORT", String.valueOf(port));
        environment.put("CAMEL_MANAGEMENT_PORT", String.valueOf(freePort()));
        environment.put("TYPEFORM_SECRET", SECRET);
        environment.put("BRIDGE_JAVA_OPTS", way.archive ? "" : "-XX:SharedArchiveFile=" + defaultArchive());
        long begin = System.nanoTime();
        Process bridge = builder.start();
        try {
            postUntilAcknowledged(bridge, port, begin);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double cpu = bridge.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
            bridge.waitFor(idle.toMillis(), TimeUnit.MILLISECONDS);
            return new Start(way, seconds, cpu, residentMegabytes(bridge.pid()));
        } finally {
            bridge.destroy();
            if (!bridge.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                bridge.destroyForcibly();
            }
        }
    }

    private void postUntilAcknowledged(Process bridge, int port, long begin) throws IOException, InterruptedException {
        byte[] body = ("{\"event_id\":\"" + begin
                        + "\",\"event_type\":\"form_response\",\"form_response\":{\"token\":\"t"
                        + begin + "\",\"answers\":[{\"type\":\"email\",\"email\":\"ada@example.com\","
                        + "\"field\":{\"ref\":\"email\",\"type\":\"email\"}}]}}")
                .getBytes(StandardCharsets.UTF_8);
        String signature = "sha256=" + Base64.getEncoder().encodeToString(hmac(body));
        URI target = URI.create("http://127.0.0.1:" + port + "/webhooks/typeform");
        while (!isAcknowledged(target, body, signature)) {
            if (bridge.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)
                    || System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "the bridge did not start:\n" + Files.readString(home.resolve("bridge.log")));
            }
        }
    }

    private static boolean isAcknowledged(URI target, byte[] body, String signature) {
        try {
            HttpURLConnection post = (HttpURLConnection) target.toURL().openConnection();
            post.setRequestMethod("POST");
            post.setDoOutput(true);
            post.setRequestProperty("Content-Type", "application/json");
            post.setRequestProperty("Typeform-Signature", signature);
            post.getOutputStream().write(body);
            return post.getResponseCode() / 100 == 2;
        } catch (IOException e) {
            return false; // not open yet
        }
    }

    private static byte[] hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one that comes with the JVM, so that the bridge's own is not used. */
    private static Path defaultArchive() {
        return Path.of(System.getProperty("java.home"), "lib", "server", "classes.jsa");
    }

    private static double residentMegabytes(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        }
    }

    private static String spread(List<Start> starts, ToDoubleFunction<Start> figure, String format) {
        double[] sorted = starts.stream().mapToDouble(figure).sorted().toArray();
        String median = String.format(Locale.ROOT, format, sorted[sorted.length / 2]);
        String least = String.format(Locale.ROOT, format, sorted[0]);
        String most = String.format(Locale.ROOT, format, sorted[sorted.length - 1]);
        return median + " (" + least + "-" + most + ")";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(StartBench::deleteFile);
            }
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
