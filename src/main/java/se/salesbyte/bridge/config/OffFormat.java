package se.salesbyte.bridge.config;

import java.util.Optional;

/** What may be switched off: written as another format says, or {@code off}. */
final class OffFormat {
    private static final String OFF = "off";

    private OffFormat() {}

    static <T> Format<Optional<T>> or(Format<T> format) {
        return Format.shown(
                text -> OFF.equals(text)
                        ? Optional.of(Optional.empty())
                        : format.parse(text).flatMap(value -> Optional.of(Optional.of(value))),
                format.advice() + ", or off");
    }
}
