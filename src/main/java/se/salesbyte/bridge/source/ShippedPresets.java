package se.salesbyte.bridge.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The presets that come with the bridge, a file each in {@code presets/} beside this class. One is read when it is first
 * asked for: a start reads those that its routes name, and no others. For any thread.
 */
final class ShippedPresets {
    private static final String FOLDER = "presets/";
    private static final String YAML = ".yaml";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    private final Map<String, Optional<Preset>> read = new ConcurrentHashMap<>();

    Optional<Preset> named(String name) {
        return NAME.matcher(name).matches() ? read.computeIfAbsent(name, ShippedPresets::read) : Optional.empty();
    }

    /** All names, in alphabetical order. */
    List<String> names() {
        URL folder = Objects.requireNonNull(ShippedPresets.class.getResource(FOLDER), FOLDER);
        try {
            return "jar".equals(folder.getProtocol()) ? namesInJar(folder.toURI()) : namesIn(Path.of(folder.toURI()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static List<String> namesInJar(URI folder) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
            return namesIn(jar.provider().getPath(folder));
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(YAML))
                    .map(file -> file.substring(0, file.length() - YAML.length()))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Preset> read(String name) {
        String file = FOLDER + name + YAML;
        try (InputStream yaml = ShippedPresets.class.getResourceAsStream(file)) {
            return yaml == null
                    ? Optional.empty()
                    : Optional.ofNullable(PresetFile.read(file, yaml).get(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
