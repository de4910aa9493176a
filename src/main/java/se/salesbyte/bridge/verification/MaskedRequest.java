package se.salesbyte.bridge.verification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request is kept by, beside its body; see {@link TokenPlaces#mask}.
 *
 * @param headers by name as sent, in their order
 * @param url with its query
 */
public record MaskedRequest(Map<String, List<String>> headers, String url) {
    public MaskedRequest {
        headers = new LinkedHashMap<>(headers);
    }

    /** Names only: before it is masked it holds secrets. */
    @Override
    public String toString() {
        return "MaskedRequest[headers=" + headers.keySet() + "]";
    }
}
