package se.salesbyte.bridge.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** The presets that come with the bridge, from {@code presets.yaml} beside this class; read once, on first use. */
public final class Presets {
    private static final String FILE = "presets.yaml";
    private static final Map<String, Preset> SHIPPED = shipped();

    private Presets() {}

    /**
     * The preset of this name.
     *
     * @return empty if none is shipped under it
     */
    public static Optional<Preset> named(String name) {
        return Optional.ofNullable(SHIPPED.get(name));
    }

    /** All of them, in the order of the file. */
    public static Collection<Preset> all() {
        return SHIPPED.values();
    }

    private static Map<String, Preset> shipped() {
        try (InputStream yaml = Presets.class.getResourceAsStream(FILE)) {
            if (yaml == null) {
                throw new IllegalStateException(FILE + " is missing in the jar");
            }
            return Collections.unmodifiableMap(PresetFile.read(FILE, yaml));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
