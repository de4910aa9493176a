package se.salesbyte.bridge.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.salesbyte.bridge.testing.Fixture;

/** The providers that are shipped, by the names of their fixtures where they have one. */
public final class Providers {
    /** A second fixture of one provider. */
    private static final Map<String, String> ALSO = Map.of("formstack-published-vector", "formstack");

    private Providers() {}

    public static Preset named(String name) {
        return Presets.SHIPPED.named(ALSO.getOrDefault(name, name)).orElseThrow();
    }

    /** The names of all fixtures, by their folders. */
    public static List<String> withFixture() {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/sources"))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A provider's ways and what it really sent. */
    record Sent(Preset preset, Fixture fixture) {
        static Sent by(String name) {
            return new Sent(named(name), Fixture.named(name));
        }

        Sent with(Fixture changed) {
            return new Sent(preset, changed);
        }

        boolean verifies(String... secrets) {
            return preset.scheme()
                    .verify(fixture.request(), List.of(secrets), fixture.now())
                    .verified();
        }

        /** With the secret that it shares. */
        boolean verifies() {
            return verifies(fixture.secret());
        }

        /** The headers it sent that its scheme looks at, by the names it sent them under. */
        List<String> signedHeaders() {
            return fixture.headers().keySet().stream()
                    .filter(preset.scheme().headers()::contains)
                    .toList();
        }

        @Override
        public String toString() {
            return fixture.name();
        }
    }

    static Stream<Sent> sent() {
        return withFixture().stream().map(Sent::by);
    }
}
