package se.salesbyte.bridge.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about providers, by name: the presets that come with the bridge, from {@code presets.yaml} beside this
 * class, and those that a site writes itself. Immutable.
 */
public final class Presets {
    /** Those that come with the bridge. */
    public static final Presets SHIPPED = new Presets(shipped());

    private final Map<String, Preset> byName;

    private Presets(Map<String, Preset> byName) {
        this.byName = Collections.unmodifiableMap(byName);
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
        Map<String, Preset> all = new LinkedHashMap<>(SHIPPED.byName);
        try (InputStream yaml = Files.newInputStream(file)) {
            all.putAll(PresetFile.read(file.toString(), yaml));
        } catch (IOException unreadable) {
            throw new InvalidPresetException(file + " cannot be read", unreadable);
        }
        return new Presets(all);
    }

    /**
     * The preset of this name.
     *
     * @return empty if there is none
     */
    public Optional<Preset> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All of them, in the order of their files. */
    public Collection<Preset> all() {
        return byName.values();
    }

    private static Map<String, Preset> shipped() {
        String file = "presets.yaml";
        try (InputStream yaml = Presets.class.getResourceAsStream(file)) {
            if (yaml == null) {
                throw new IllegalStateException(file + " is missing in the jar");
            }
            return PresetFile.read(file, yaml);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
