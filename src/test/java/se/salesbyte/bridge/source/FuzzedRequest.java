package se.salesbyte.bridge.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.verification.Values;
import se.salesbyte.bridge.verification.WebhookRequest;

/** A request to one of all presets: its name, method and URL, a line each, headers up to an empty line, and the body. */
record FuzzedRequest(Preset preset, String method, String url, Map<String, List<String>> headers, byte[] body) {
    /** The shipped ones, and all of the tests: every scheme and every handshake. */
    static final Map<String, Preset> PRESETS = presets();

    private static final PayloadParser PARSER = new PayloadParser();

    static FuzzedRequest of(FuzzInput input) {
        String name = input.line();
        Preset preset = PRESETS.get(name);
        if (preset == null) { // an unknown name still means one of them
            List<Preset> all = List.copyOf(PRESETS.values());
            preset = all.get(Math.floorMod(name.hashCode(), all.size()));
        }
        String method = input.line();
        String url = "https://bridge.example.com/webhooks/" + preset.name() + input.line();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line : input.lines()) {
            int colon = line.indexOf(':');
            String header = colon < 0 ? line : line.substring(0, colon);
            headers.computeIfAbsent(header, first -> new ArrayList<>())
                    .add(colon < 0 ? "" : line.substring(colon + 1).strip());
        }
        return new FuzzedRequest(preset, method, url, headers, input.rest());
    }

    @Nullable
    String contentType() {
        return Values.ofHeaders(headers).first("Content-Type").orElse(null);
    }

    /** The parsed body; null if it cannot be parsed. */
    @Nullable
    Object tree() {
        try {
            return PARSER.parse(contentType(), body, preset.decoding());
        } catch (UnparseablePayloadException unreadable) {
            return null;
        }
    }

    WebhookRequest request() {
        return WebhookRequest.of(method, url, headers, Values.ofFields(this::tree), body);
    }

    private static Map<String, Preset> presets() {
        Presets all = Presets.with(Path.of("src/test/resources/presets/made-up.yaml"));
        return all.names().stream()
                .collect(Collectors.toMap(
                        name -> name, name -> all.named(name).orElseThrow(), (one, other) -> one, LinkedHashMap::new));
    }
}
