package se.salesbyte.bridge.salesbyte.sandbox;

import org.jspecify.annotations.Nullable;

/** Text into HTML, for element content and quoted attributes. */
final class Html {
    private Html() {}

    /** The value's text, escaped; empty for null. */
    static String escape(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return html.toString();
    }
}
