package se.salesbyte.bridge.crash;

import java.util.Locale;
import java.util.Map;

/** What the bridge does about calls of unknown outcome. */
enum Policy {
    HOLD,
    VERIFY,
    RETRY;

    static Policy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this policy needs beside {@code salesbyte.on-unknown} and {@code salesbyte.on-server-error}. */
    Map<String, String> settings() {
        return this == VERIFY
                ? Map.of(
                        "salesbyte.api-token", CrashRun.API_TOKEN,
                        "salesbyte.verify-wait", "2s",
                        "salesbyte.marker-field", "custom_field_10")
                : Map.of();
    }
}
