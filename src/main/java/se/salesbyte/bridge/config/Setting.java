package se.salesbyte.bridge.config;

import java.util.Optional;

/**
 * One setting by its key.
 *
 * @param defaultText its default as one would write it in the file; empty if it has none
 */
record Setting<T>(String key, String defaultText, Format<T> format) {

    static <T> Setting<T> withoutDefault(String key, Format<T> format) {
        return new Setting<>(key, "", format);
    }

    Optional<T> defaultValue() {
        return defaultText.isEmpty() ? Optional.empty() : format.parse(defaultText);
    }
}
