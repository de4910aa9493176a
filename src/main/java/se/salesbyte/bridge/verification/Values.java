package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The headers, the query parameters or the body's fields of one request, by name. An HTTP server's own multimap fits in
 * as a lambda. Headers are found whatever the case of the name, all others only in theirs.
 */
@FunctionalInterface
public interface Values {
    /** Nothing under any name. */
    Values NONE = name -> List.of();

    /**
     * Every value sent under this name, in the order of the request; empty if there is none.
     *
     * @param name of the header or parameter
     */
    List<String> all(String name);

    /** The first value sent under this name. */
    default Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /**
     * Header values from a map, whatever the case of its keys.
     *
     * @param headers copied, so later changes to it are not seen
     */
    static Values ofHeaders(Map<String, List<String>> headers) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) ->
                byName.computeIfAbsent(name, key -> new ArrayList<>()).addAll(values));
        return name -> byName.getOrDefault(name, List.of());
    }

    /**
     * The decoded query parameters of a URL; a broken percent escape stays as it was sent.
     *
     * @param url absolute or not, with or without a query
     */
    static Values ofQuery(String url) {
        Map<String, List<String>> byName = new TreeMap<>();
        int start = url.indexOf('?');
        for (String pair : start < 0 ? new String[0] : url.substring(start + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            byName.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
        }
        return name -> byName.getOrDefault(name, List.of());
    }

    /**
     * The scalars of a parsed body as text. A name is a dot path such as {@code meta.token}; where it meets a list it
     * goes on in each element.
     *
     * @param tree maps, lists and scalars; asked for once, when the first value is; null if the body cannot be parsed
     */
    static Values ofFields(Supplier<@Nullable Object> tree) {
        return new BodyFields(tree);
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return part;
        }
    }
}
