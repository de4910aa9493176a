package se.salesbyte.bridge.verification;

import java.util.List;
import java.util.Map;

/**
 * One HTTP call as its sender made it, with all that a signature or token may be in or cover.
 *
 * @param method in upper case, such as {@code POST}
 * @param url the public one, absolute, query included: what the sender called, not what a proxy made of it
 * @param headers found whatever the case of the name
 * @param query decoded parameters of the URL
 * @param fields values of the parsed body by dot path, found when asked for; nothing where it cannot be parsed
 * @param body the raw bytes as received; not copied, must not change while a scheme reads them
 */
public record WebhookRequest(String method, String url, Values headers, Values query, Values fields, byte[] body) {

    /** A request into whose body nobody looks. */
    public WebhookRequest(String method, String url, Values headers, Values query, byte[] body) {
        this(method, url, headers, query, Values.NONE, body);
    }

    /** A request whose query parameters are those of its URL, and into whose body nobody looks. */
    public static WebhookRequest of(String method, String url, Map<String, List<String>> headers, byte[] body) {
        return of(method, url, headers, Values.NONE, body);
    }

    /** A request whose query parameters are those of its URL. */
    public static WebhookRequest of(
            String method, String url, Map<String, List<String>> headers, Values fields, byte[] body) {
        return new WebhookRequest(method, url, Values.ofHeaders(headers), Values.ofQuery(url), fields, body);
    }
}
