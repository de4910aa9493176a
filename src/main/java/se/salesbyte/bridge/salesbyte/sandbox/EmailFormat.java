package se.salesbyte.bridge.salesbyte.sandbox;

/** Laravel's default {@code email} rule, near enough: a local part and a domain, no spaces, no stray dots. */
final class EmailFormat {
    private EmailFormat() {}

    static boolean accepts(String email) {
        int at = email.indexOf('@');
        return at > 0
                && at == email.lastIndexOf('@')
                && email.codePoints().noneMatch(EmailFormat::isForbidden)
                && isDotted(email.substring(0, at))
                && isDotted(email.substring(at + 1));
    }

    private static boolean isDotted(String part) {
        return !part.isEmpty() && !part.startsWith(".") && !part.endsWith(".") && !part.contains("..");
    }

    private static boolean isForbidden(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || "()<>[]:;,\\\"".indexOf(c) >= 0;
    }
}
