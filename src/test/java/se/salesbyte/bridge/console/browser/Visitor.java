package se.salesbyte.bridge.console.browser;

import com.microsoft.playwright.options.ColorScheme;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at the page, and with what.
 *
 * @param password what the browser answers when it is asked for one; null: nothing
 */
record Visitor(String name, String locale, ColorScheme colours, int width, int height, @Nullable String password) {
    static final Visitor AT_A_DESK = new Visitor("light", "en-GB", ColorScheme.LIGHT, 1280, 900, null);
    static final Visitor AT_NIGHT = new Visitor("dark", "en-GB", ColorScheme.DARK, 1280, 900, null);
    static final Visitor ON_A_PHONE = new Visitor("phone", "en-GB", ColorScheme.LIGHT, 390, 844, null);
    static final Visitor IN_SWEDISH = new Visitor("swedish", "sv-SE", ColorScheme.LIGHT, 1280, 900, null);

    /** Whose texts are shown, such as {@code en}. */
    String language() {
        return locale.substring(0, 2);
    }

    Visitor knowing(String secret) {
        return new Visitor(name, locale, colours, width, height, secret);
    }

    @Override
    public String toString() {
        return name;
    }
}
