package se.salesbyte.bridge.config;

import java.util.regex.Pattern;

/**
 * A value somebody has set.
 *
 * @param where the place and the name that it has there
 * @param text stripped, never empty
 */
record Found(String where, String text) {
    /** User, query or fragment of a URL, or something as long and random as a uuid that got into the wrong place. */
    private static final Pattern MAY_HOLD_SECRET = Pattern.compile("[@?#]|[0-9a-zA-Z_-]{32,}");

    /** As Camel writes where a value is to be had in a route, such as {@code {{env:NAME}}} or {@code {{aws:name}}}. */
    private static final Pattern FUNCTION = Pattern.compile("\\{\\{[a-z-]+:.+}}");

    /** Notes a value that Camel would look for elsewhere, as nobody does so here: it would be taken for the secret itself. */
    void refuseFunction(Faults faults) {
        if (FUNCTION.matcher(text).matches()) {
            faults.add(
                    where,
                    "is a function of Camel, which counts in a route only",
                    "write the value, or set a variable with _FILE after its name to the path of a file that holds it");
        }
    }

    /** What the operator wrote, for a fault; hidden where it is or may hold a secret. */
    String quoted(Format<?> format) {
        return isSecret(format.hidden()) ? "is not valid" : "is \"" + text + "\"";
    }

    /** What the operator wrote, for a list; masked if it is or may hold a secret. */
    String shown(boolean hidden) {
        return isSecret(hidden) ? "***" : text;
    }

    /** Where it is, without its name if that is the same there. */
    String place() {
        int colon = where.indexOf(": ");
        return where.startsWith("environment") ? where : where.substring(0, colon);
    }

    private boolean isSecret(boolean hidden) {
        return hidden || MAY_HOLD_SECRET.matcher(text).find();
    }
}
