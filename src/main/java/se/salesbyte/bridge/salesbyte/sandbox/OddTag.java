package se.salesbyte.bridge.salesbyte.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the tags in an e-mail's local part: {@code +429-120x2} is the name {@code 429}, the number 120, two times.
 *
 * @param number null if it carries none
 * @param times null if it does not say
 */
record OddTag(String name, @Nullable Integer number, @Nullable Integer times) {
    private static final Pattern TAG = Pattern.compile("(.+?)(?:-(\\d{1,4}))?(?:x(\\d{1,2}))?");

    /** All tags of an address, from left to right, in lower case. */
    static List<OddTag> of(@Nullable Object customerEmail) {
        List<OddTag> tags = new ArrayList<>();
        if (customerEmail instanceof String email && email.indexOf('@') > 0) {
            String local = email.substring(0, email.lastIndexOf('@')).toLowerCase(Locale.ROOT);
            String[] parts = local.split("\\+", -1);
            for (int i = 1; i < parts.length; i++) {
                Matcher tag = TAG.matcher(parts[i]);
                if (tag.matches()) {
                    tags.add(new OddTag(tag.group(1), number(tag.group(2)), number(tag.group(3))));
                }
            }
        }
        return tags;
    }

    private static @Nullable Integer number(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }
}
