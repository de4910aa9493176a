package se.salesbyte.bridge.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.source.SourceRegistry;

/** A body as a tree where it can be parsed, as its source does, else as text. */
final class PayloadText {
    private final PayloadParser parser = new PayloadParser();
    private final SourceRegistry sources;
    private final MaskSecrets secrets;

    /** Takes sources for their secrets, and for how they read bodies. */
    PayloadText(SourceRegistry sources) {
        this.sources = sources;
        this.secrets = new MaskSecrets(sources);
    }

    /** For people. */
    @Nullable
    Object of(String source, @Nullable String contentType, byte[] body) {
        Object shown = unmasked(source, contentType, body);
        return shown instanceof String text ? secrets.in(source, text) : secrets.in(source, shown);
    }

    /** With its secrets; never to be shown. */
    @Nullable
    Object unmasked(String source, @Nullable String contentType, byte[] body) {
        try {
            return parsed(source, contentType, body);
        } catch (UnparseablePayloadException e) {
            return new String(body, UTF_8);
        }
    }

    private @Nullable Object parsed(String source, @Nullable String contentType, byte[] body) {
        Optional<Source> known = sources.find(source).map(KnownSource::source);
        return known.isPresent()
                ? known.get().parse(contentType, body)
                : parser.parse(contentType, body); // its route is gone
    }
}
