package se.salesbyte.bridge.verification;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL as HubSpot's v3 signature sees it: these twelve percent escapes are undone, all others stay. Source: HubSpot
 * developer documentation, "Validate the v3 request signature".
 */
final class HubSpotUrl {
    private static final Pattern ESCAPE =
            Pattern.compile("%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", Pattern.CASE_INSENSITIVE);

    private HubSpotUrl() {}

    static String decoded(String url) {
        return ESCAPE.matcher(url)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
    }
}
