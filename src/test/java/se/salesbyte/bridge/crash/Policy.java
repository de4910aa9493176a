package se.salesbyte.bridge.crash;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the bridge does about calls of unknown outcome. */
enum Policy {
    HOLD,
    /** With a marker in the request, so that what is found is certain. */
    VERIFY,
    /** By e-mail, name and time alone. */
    VERIFY_UNMARKED,
    RETRY;

    static Policy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For the report. */
    String title() {
        return switch (this) {
            case HOLD, RETRY -> "salesbyte.on-unknown=" + word();
            case VERIFY -> "salesbyte.on-unknown=verify, with salesbyte.marker-field";
            case VERIFY_UNMARKED -> "salesbyte.on-unknown=verify, by e-mail, name and time";
        };
    }

    /** The settings that it means. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        String onDoubt = this == VERIFY_UNMARKED ? VERIFY.word() : word();
        settings.put("salesbyte.on-unknown", onDoubt);
        settings.put("salesbyte.on-server-error", onDoubt);
        if (this == VERIFY || this == VERIFY_UNMARKED) {
            settings.put("salesbyte.api-token", CrashRun.API_TOKEN);
            settings.put("salesbyte.verify-wait", "2s");
        }
        if (this == VERIFY) {
            settings.put("salesbyte.marker-field", "custom_field_10");
        }
        return settings;
    }
}
