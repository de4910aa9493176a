package se.salesbyte.bridge.intake;

import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.verification.Values;

/** The body of one request, parsed at most once, and only if somebody asks. Confined to one thread at a time. */
final class Body {
    private final Source source;
    private final @Nullable String contentType;
    private final byte[] bytes;
    private @Nullable Object tree;
    private @Nullable UnparseablePayloadException fault;

    /** @param contentType what to read it as */
    Body(Source source, @Nullable String contentType, byte[] bytes) {
        this.source = source;
        this.contentType = contentType;
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** @throws UnparseablePayloadException if it is not what the content type says */
    Object tree() {
        Object parsed = treeOrNull();
        if (parsed == null) {
            throw fault == null ? new UnparseablePayloadException("the body is empty", null) : fault;
        }
        return parsed;
    }

    @Nullable
    Object treeOrNull() {
        if (tree == null && fault == null) {
            try {
                tree = source.parse(contentType, bytes);
            } catch (UnparseablePayloadException unparseable) {
                fault = unparseable;
            }
        }
        return tree;
    }

    /** Its values by path, none if it cannot be parsed: what schemes and handshakes look at. */
    Values fields() {
        return Values.ofFields(this::treeOrNull);
    }
}
