package se.salesbyte.bridge.proxy;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import se.salesbyte.bridge.testing.FreePort;

/** The nginx of this machine, with the configuration that comes with the bridge; without TLS, and on ports of this test. */
final class Nginx implements AutoCloseable {
    private static final Path SHIPPED = Path.of("src/main/dist/nginx/salesbyte-bridge.conf");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where it is; empty if this machine has none. */
    static Optional<Path> executable() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param bridge host and port of its public listener */
    static Nginx before(String bridge, Path executable, Path folder) {
        int port = FreePort.find();
        try {
            Path main = Files.writeString(
                    folder.resolve("nginx.conf"),
                    """
                    daemon off;
                    %3$s
                    pid %1$s/nginx.pid;
                    error_log %1$s/error.log;
                    events { }
                    http {
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    %2$s
                    }
                    """
                            .formatted(folder, adapted(bridge, port, folder), user()));
            Process process = new ProcessBuilder(executable.toString(), "-c", main.toString(), "-p", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("nginx.log").toFile())
                    .start();
            Nginx nginx = new Nginx(process, port);
            await().atMost(PATIENCE).until(() -> nginx.answers() || !process.isAlive());
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(folder.resolve("nginx.log")));
            }
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Left to itself, one of root becomes another user, who may not write in the folder of a test. */
    private static String user() {
        return "root".equals(System.getProperty("user.name")) ? "user root;" : "";
    }

    private static String adapted(String bridge, int port, Path folder) throws IOException {
        return Files.readString(SHIPPED)
                .replace("127.0.0.1:8080", bridge)
                .replace("listen 443 ssl", "listen 127.0.0.1:" + port)
                .replaceAll("(?m)^ *(listen \\[::]|ssl_certificate).*\n", "")
                .replace("/var/log/nginx", folder.toString());
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    private boolean answers() {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connection.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
