package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sender adds to a request so that it verifies. A token in here is a secret: do not log it.
 *
 * @param headers by name, in the order to send them
 * @param query parameters by name, not yet percent-escaped
 */
public record Credentials(Map<String, String> headers, Map<String, String> query) {

    static Credentials headers(Map<String, String> headers) {
        return new Credentials(headers, Map.of());
    }

    /** The request with these headers in place of its own of the same name, and these parameters at the URL's end. */
    public WebhookRequest addTo(WebhookRequest request) {
        Map<String, List<String>> added = new LinkedHashMap<>();
        headers.forEach((name, value) -> added.put(name, List.of(value)));
        Values ours = Values.ofHeaders(added);
        String url = extended(request.url());
        return new WebhookRequest(
                request.method(),
                url,
                name -> ours.all(name).isEmpty() ? request.headers().all(name) : ours.all(name),
                query.isEmpty() ? request.query() : Values.ofQuery(url),
                request.fields(),
                request.body());
    }

    private String extended(String url) {
        StringBuilder text = new StringBuilder(url);
        query.forEach((name, value) -> text.append(text.indexOf("?") < 0 ? '?' : '&')
                .append(URLEncoder.encode(name, UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        return text.toString();
    }

    /** Names only: the values may be secrets. */
    @Override
    public String toString() {
        return "Credentials[headers=" + headers.keySet() + ", query=" + query.keySet() + "]";
    }
}
