package se.salesbyte.bridge.config;

import java.util.Arrays;
import java.util.Locale;

/** How the lines of the log are written. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object a line, for programs that gather logs. */
    JSON;

    static final Format<LogFormat> FORMAT = Format.shown(
            text -> Arrays.stream(values())
                    .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst(),
            "write text or json");
}
