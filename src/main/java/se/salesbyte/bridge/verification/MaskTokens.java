package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Puts a mask where a token stands, so that the places it is looked for in are still found. */
record MaskTokens(TokenPlaces places, UnaryOperator<String> mask) {

    MaskedRequest in(MaskedRequest request) {
        Set<String> names = places.headerNames();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers()
                .forEach((name, values) -> headers.put(
                        name,
                        names.contains(name)
                                ? values.stream()
                                        .map(value -> header(name, value))
                                        .toList()
                                : values));
        return new MaskedRequest(headers, url(request.url()));
    }

    private String header(String name, String value) {
        boolean whole = places.headers().stream().anyMatch(name::equalsIgnoreCase);
        return whole ? mask.apply(value.strip()) : authorization(value);
    }

    /** A value of another kind is masked too, whole: it may be the token, only written wrong. */
    private String authorization(String value) {
        return places.authorizationToken(value)
                .map(token -> places.authorization(mask.apply(token), value))
                .orElseGet(() -> mask.apply(value.strip()));
    }

    private String url(String url) {
        int start = url.indexOf('?');
        return start < 0 || places.query().isEmpty()
                ? url
                : url.substring(0, start + 1)
                        + Stream.of(url.substring(start + 1).split("&", -1))
                                .map(this::parameter)
                                .collect(joining("&"));
    }

    private String parameter(String pair) {
        Values parsed = Values.ofQuery("?" + pair);
        return places.query().stream()
                .filter(name -> !parsed.all(name).isEmpty())
                .findFirst()
                .map(name -> name + "="
                        + URLEncoder.encode(mask.apply(parsed.all(name).get(0).strip()), UTF_8))
                .orElse(pair);
    }
}
