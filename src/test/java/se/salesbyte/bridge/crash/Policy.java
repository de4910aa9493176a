package se.salesbyte.bridge.crash;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import se.salesbyte.bridge.crash.standin.Mishap;

/** What the bridge does about calls of unknown outcome. */
enum Policy {
    /** As shipped: nothing is set. */
    DEFAULTS,
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
            case DEFAULTS -> "as shipped, neither salesbyte.on-unknown nor salesbyte.on-server-error set";
            case HOLD, RETRY -> "salesbyte.on-unknown=" + word() + ", salesbyte.on-server-error=" + word();
            case VERIFY -> "salesbyte.on-unknown=verify, salesbyte.on-server-error=verify, with salesbyte.marker-field";
            case VERIFY_UNMARKED ->
                "salesbyte.on-unknown=verify, salesbyte.on-server-error=verify, by e-mail, name and time";
        };
    }

    /** What a second creation may only come of: by its own words, the bridge sends again after these. */
    Set<Mishap> maySendAgainAfter() {
        return switch (this) {
            case DEFAULTS -> Set.of(Mishap.ERROR);
            case RETRY -> Set.of(Mishap.values());
            case HOLD, VERIFY, VERIFY_UNMARKED -> Set.of();
        };
    }

    /** The settings that it means. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        if (this == DEFAULTS) {
            return settings;
        }
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
