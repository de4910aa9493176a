package se.salesbyte.bridge.config;

import java.util.Arrays;
import java.util.Locale;

/** When changed routes, mappings and examples are looked for. */
public enum ReloadMode {
    /** All the time. */
    AUTO,
    /** When {@code bridge reload} asks for it. */
    MANUAL,
    /** Never: a change counts from the next start. */
    OFF;

    static final Format<ReloadMode> FORMAT = Format.shown(
            text -> Arrays.stream(values())
                    .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst(),
            "write auto, manual or off");
}
