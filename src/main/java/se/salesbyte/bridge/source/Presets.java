package se.salesbyte.bridge.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known about providers, by name: the presets that come with the bridge and those that a site writes itself. For
 * any thread.
 */
public final class Presets {
    private static final ShippedPresets FILES = new ShippedPresets();

    /** Those that come with the bridge. */
    public static final Presets SHIPPED = new Presets(Map.of());

    private final Map<String, Preset> own;

    private Presets(Map<String, Preset> own) {
        this.own = own;
    }

    /**
     * The shipped ones and those of a file of the same form; of two with one name the file's counts.
     *
     * @param file may be missing
     * @throws InvalidPresetException if anything in the file is wrong
     */
    public static Presets with(Path file) {
        if (!Files.exists(file)) {
            return SHIPPED;
        }
        try (InputStream yaml = Files.newInputStream(file)) {
            return new Presets(PresetFile.read(file.toString(), yaml));
        } catch (IOException unreadable) {
            throw new InvalidPresetException(file + " cannot be read", unreadable);
        }
    }

    /**
     * As {@link #with}, of a file that was read.
     *
     * @param file its name, for messages
     */
    public static Presets of(String file, String yaml) {
        return new Presets(PresetFile.read(file, yaml));
    }

    /**
     * The preset of this name.
     *
     * @return empty if there is none
     */
    public Optional<Preset> named(String name) {
        return Optional.ofNullable(own.get(name)).or(() -> FILES.named(name));
    }

    /** All names, in alphabetical order. */
    public List<String> names() {
        return Stream.concat(own.keySet().stream(), FILES.names().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
