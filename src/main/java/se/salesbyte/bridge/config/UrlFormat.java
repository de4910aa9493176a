package se.salesbyte.bridge.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The kinds of address there are among the settings: SalesByte's, our own, those that we post to, and those that we ask. */
final class UrlFormat {
    /** What {@code salesbyte.url} is when nobody says otherwise: the built-in sandbox, wherever it listens. */
    static final URI SANDBOX = URI.create("sandbox");

    static final Format<URI> SALESBYTE = Format.shown(
            UrlFormat::parseSalesByte,
            "write sandbox, or the address before /integrations/ such as https://app.salesbyte.se"
                    + " (https, without user, query and fragment)");
    static final Format<URI> BASE = Format.shown(
            UrlFormat::parseBase,
            "write an http or https address such as https://leads.example.com (without user, query and fragment)");

    /** Receivers often know the sender by a token somewhere in the address. */
    static final Format<URI> RECEIVER =
            Format.hidden(UrlFormat::parse, "write an http or https address such as https://crm.example.com/leads");

    /** A token goes there. */
    static final Format<URI> PROVIDER = Format.shown(
            text -> parseBase(text).filter(UrlFormat::isSafe),
            "write an https address such as https://api.example.com (without user, query and fragment)");

    private UrlFormat() {}

    private static Optional<URI> parseSalesByte(String text) {
        return text.equals(SANDBOX.toString())
                ? Optional.of(SANDBOX)
                : parseBase(text).filter(UrlFormat::isSafe).filter(url -> !url.getPath()
                        .contains("/integrations"));
    }

    private static boolean isSafe(URI url) {
        return isHttps(url) || HostFormat.isLoopback(url.getHost());
    }

    private static Optional<URI> parseBase(String text) {
        return parse(text).filter(UrlFormat::isPlain).map(UrlFormat::withoutTrailingSlash);
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text)).filter(UrlFormat::isHttp);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(URI url) {
        return url.getHost() != null && (isHttps(url) || "http".equalsIgnoreCase(url.getScheme()));
    }

    private static boolean isHttps(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    private static boolean isPlain(URI url) {
        return url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    }

    private static URI withoutTrailingSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }
}
