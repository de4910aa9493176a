package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.FreePort;

/** What is measured. */
enum Subject {
    /** The pipeline as a plain Camel route; see {@link PlainRoute}. */
    PLAIN {
        @Override
        JavaProcess start(Path folder, Ports ports, BenchSettings settings) {
            return JavaProcess.of(
                            folder.resolve("plain.log"),
                            settings.plainJvm(),
                            PlainRoute.class,
                            ports.webhooks(),
                            ports.salesByte(),
                            ports.callbacks(),
                            settings.slots())
                    .listening(ports.webhooks());
        }
    },
    /** The packaged bridge. */
    BRIDGE {
        @Override
        JavaProcess start(Path folder, Ports ports, BenchSettings settings) {
            Path home = folder.resolve("home");
            try {
                Files.createDirectories(home);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            new BridgeHome(home)
                    .live("http://127.0.0.1:" + ports.salesByte())
                    .set("camel.server.port", String.valueOf(ports.webhooks()))
                    .set("camel.management.port", String.valueOf(ports.management()))
                    .set("typeform.secret", Event.SECRET)
                    .set("salesbyte.max-concurrency", String.valueOf(settings.slots()))
                    .set("bridge.callback.url", "http://127.0.0.1:" + ports.callbacks() + "/callback")
                    .set("bridge.callback.secret", Event.SECRET)
                    .write();
            return JavaProcess.bridge(folder.resolve("bridge.log"), settings.jvm(), home)
                    .listening(ports.webhooks());
        }
    };

    /** Starts it, and waits until it listens. */
    abstract JavaProcess start(Path folder, Ports ports, BenchSettings settings);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where everything listens, on loopback. */
    record Ports(int webhooks, int salesByte, int callbacks, int management) {
        static Ports free() {
            return new Ports(FreePort.find(), FreePort.find(), FreePort.find(), FreePort.find());
        }
    }
}
