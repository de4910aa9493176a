package se.salesbyte.bridge.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.apache.camel.spi.Resource;

/** The route files of a home: {@code routes/**}{@code /*.camel.yaml}. */
final class RouteFiles {
    private RouteFiles() {}

    /**
     * All of them, by name.
     *
     * @throws UncheckedIOException if they cannot be listed; the message says what to do
     */
    static List<Path> in(Path home) {
        Path routes = home.resolve("routes");
        try (Stream<Path> files = Files.walk(routes)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    routes + " cannot be read: start the bridge where routes/ is, or set BRIDGE_HOME", e);
        }
    }

    /** The file of that route, below the home. */
    static String nameOf(Path home, Route route) {
        Resource file = route.getSourceResource();
        return file == null ? route.getRouteId() : nameOf(home, Path.of(file.getURI()));
    }

    /** The name of a file below the home, with slashes. */
    static String nameOf(Path home, Path file) {
        return home.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }
}
