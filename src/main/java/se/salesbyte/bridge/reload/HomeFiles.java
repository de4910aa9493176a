package se.salesbyte.bridge.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files below {@code routes/} at one moment, by what tells a changed one without reading it. */
record HomeFiles(Map<String, String> versions) {
    private static final String UNSEEN = "";

    /** Empty if there is no such folder. */
    static HomeFiles of(Path home) {
        Path routes = home.resolve("routes");
        Map<String, String> versions = new TreeMap<>();
        if (Files.isDirectory(routes)) {
            try (Stream<Path> files = Files.walk(routes)) {
                files.forEach(file -> version(home, file, versions));
            } catch (IOException | UncheckedIOException moving) {
                versions.put(
                        UNSEEN, String.valueOf(moving.getMessage())); // deleted while it was listed: looked at again
            }
        }
        return new HomeFiles(versions);
    }

    private static void version(Path home, Path file, Map<String, String> versions) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            if (found.isRegularFile()) {
                String name = home.relativize(file).toString().replace('\\', '/');
                versions.put(name, found.lastModifiedTime() + " " + found.size() + " " + found.fileKey());
            }
        } catch (IOException gone) {
            versions.put(UNSEEN, file + " is gone");
        }
    }

    /** Whether all of them could be looked at. */
    boolean areAll() {
        return !versions.containsKey(UNSEEN);
    }

    /** Those below that folder. */
    Map<String, String> below(String folder) {
        return versions.entrySet().stream()
                .filter(file -> file.getKey().startsWith(folder + "/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
