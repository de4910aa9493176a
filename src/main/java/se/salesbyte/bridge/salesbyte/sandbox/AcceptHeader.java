package se.salesbyte.bridge.salesbyte.sandbox;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Laravel's {@code wantsJson}: whether JSON is the first acceptable type, by weight, then by place. */
final class AcceptHeader {
    private AcceptHeader() {}

    /** @param accept the header's value; null if there is none */
    static boolean wantsJson(@Nullable String accept) {
        String first = "";
        double best = 0;
        for (String range :
                accept == null ? new String[0] : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            double weight = weight(range);
            if (weight > best) {
                best = weight;
                first = range;
            }
        }
        return first.contains("/json") || first.contains("+json");
    }

    private static double weight(String range) {
        int at = range.indexOf("q=");
        if (at < 0) {
            return 1;
        }
        try {
            return Double.parseDouble(range.substring(at + 2).trim());
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
