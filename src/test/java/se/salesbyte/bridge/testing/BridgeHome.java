package se.salesbyte.bridge.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A home of its own with the shipped routes, free ports, and the settings of a test. */
public final class BridgeHome {
    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** @param folder an empty one, or one that was a home before and keeps its data */
    public BridgeHome(Path folder) {
        this.folder = folder;
        set("camel.server.host", "127.0.0.1");
        set("camel.server.port", String.valueOf(FreePort.find()));
        set("camel.management.port", String.valueOf(FreePort.find()));
        set("bridge.alarm.overdue", "off"); // alarms have tests of their own
        set("bridge.alarm.failing", "off");
        set("bridge.alarm.disk-free", "off");
        copy(Path.of("routes"), folder.resolve("routes"));
    }

    /** Sets one. */
    public BridgeHome set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Sets what live mode asks for; leads go to that address. */
    public BridgeHome live(String salesByteUrl) {
        return set("salesbyte.url", salesByteUrl)
                .set("salesbyte.uuid", "11111111-2222-4333-8444-555555555555")
                .set("salesbyte.quote-profile-id", "7")
                .set("salesbyte.lead.type", "website")
                .set("form.secret", "form-token")
                .set("bridge.callback.allow-private", "true");
    }

    /** The folder, with {@code application.properties} as set so far. */
    public Path write() {
        String properties = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
        try {
            Files.writeString(folder.resolve("application.properties"), properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    public Path folder() {
        return folder;
    }

    public String webhooks() {
        return "http://127.0.0.1:" + settings.get("camel.server.port");
    }

    public String management() {
        return "http://127.0.0.1:" + settings.get("camel.management.port");
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
