package se.salesbyte.bridge.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.verification.Values;
import se.salesbyte.bridge.verification.WebhookRequest;

/**
 * One provider's webhook as it was sent: {@code sources/<name>/} holds the exact bytes of the body and a
 * {@code .headers} file, in which lines like {@code # key: value} are facts and all others are headers.
 *
 * @param method of the request
 * @param url as the provider called and, where it signs that, signed it
 * @param secret that verifies it
 * @param now the time at which a signed timestamp is fresh
 * @param headers in the order of the file
 */
public record Fixture(
        String name,
        String method,
        String url,
        String secret,
        Instant now,
        Map<String, List<String>> headers,
        byte[] body) {

    /** Reads {@code sources/<name>/<name>.headers} and the body it names. */
    public static Fixture named(String name) {
        Map<String, String> facts = new LinkedHashMap<>();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line :
                new String(bytes(name, name + ".headers"), UTF_8).lines().toList()) {
            boolean fact = line.startsWith("# ");
            String[] pair = (fact ? line.substring(2) : line).split(": *", 2);
            if (fact) {
                facts.put(pair[0], pair[1]);
            } else {
                headers.computeIfAbsent(pair[0], key -> new ArrayList<>()).add(pair[1]);
            }
        }
        return new Fixture(
                name,
                fact(facts, "method"),
                fact(facts, "url"),
                fact(facts, "secret"),
                Instant.ofEpochSecond(Long.parseLong(fact(facts, "now"))),
                headers,
                bytes(name, fact(facts, "body")));
    }

    /** The request as a signature scheme sees it, under the provider's own URL. */
    public WebhookRequest request() {
        return WebhookRequest.of(method, url, headers, Values.ofFields(this::tree), body);
    }

    /** The parsed body; null if it cannot be parsed. */
    public @Nullable Object tree() {
        try {
            return new PayloadParser().parse(header("Content-Type"), body);
        } catch (UnparseablePayloadException unreadable) {
            return null;
        }
    }

    /** Path and query at which a bridge takes this request: {@code /webhooks/<source>}, with the URL's own query. */
    public String target() {
        int query = url.indexOf('?');
        String path = query < 0 ? url : url.substring(0, query);
        return "/webhooks" + path.substring(path.lastIndexOf('/')) + (query < 0 ? "" : url.substring(query));
    }

    /** The first value of this header, under exactly this name. */
    public String header(String header) {
        return Objects.requireNonNull(headers.get(header), header).get(0);
    }

    public Fixture withHeader(String header, String... values) {
        Map<String, List<String>> changed = new LinkedHashMap<>(headers);
        changed.put(header, List.of(values));
        return new Fixture(name, method, url, secret, now, changed, body);
    }

    public Fixture withoutHeader(String header) {
        Map<String, List<String>> changed = new LinkedHashMap<>(headers);
        changed.remove(header);
        return new Fixture(name, method, url, secret, now, changed, body);
    }

    public Fixture withBody(byte[] changed) {
        return new Fixture(name, method, url, secret, now, headers, changed);
    }

    public Fixture withUrl(String changed) {
        return new Fixture(name, method, changed, secret, now, headers, body);
    }

    private static String fact(Map<String, String> facts, String key) {
        return Objects.requireNonNull(facts.get(key), key);
    }

    private static byte[] bytes(String name, String file) {
        String resource = "/sources/" + name + "/" + file;
        try (InputStream in = Fixture.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
