package se.salesbyte.bridge.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A {@code routes/} folder.
 *
 * @param files its YAML files, sorted
 */
record RouteFolder(Path path, List<RouteFile> files) {
    static RouteFolder at(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return new RouteFolder(
                    path,
                    files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                            .sorted()
                            .map(file -> RouteFile.read(path, file))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean hasMapping(String name) {
        return Files.isRegularFile(path.resolve("mappings/" + name + ".jsonata"));
    }

    /** How many events of that source have their lead beside them. */
    long examples(String source) {
        Path folder = path.resolve("examples/" + source);
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".event."))
                    .filter(name ->
                            Files.isRegularFile(folder.resolve(name.replaceFirst("\\.event\\..*", ".lead.json"))))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
