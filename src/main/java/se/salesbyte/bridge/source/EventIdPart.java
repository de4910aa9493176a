package se.salesbyte.bridge.source;

import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.verification.HashAlgorithm;
import se.salesbyte.bridge.verification.Values;

/** One part of an {@link EventIdRule}: where it is found in an event. */
sealed interface EventIdPart {

    /** Its text; empty if the event has none there. */
    Optional<String> in(Values headers, @Nullable Object tree, byte[] body);

    /** {@code header:<name>}; the first of several. */
    record InHeader(String name) implements EventIdPart {
        @Override
        public Optional<String> in(Values headers, @Nullable Object tree, byte[] body) {
            return headers.first(name).map(String::strip).filter(text -> !text.isEmpty());
        }
    }

    /** {@code body:<path>}. */
    record InBody(TreePath path) implements EventIdPart {
        @Override
        public Optional<String> in(Values headers, @Nullable Object tree, byte[] body) {
            return path.textIn(tree);
        }
    }

    /** {@code hash}: SHA-256 of the raw body. */
    record BodyHash() implements EventIdPart {
        @Override
        public Optional<String> in(Values headers, @Nullable Object tree, byte[] body) {
            return Optional.of(of(body));
        }

        static String of(byte[] body) {
            return HexFormat.of().formatHex(HashAlgorithm.SHA256.hash(body));
        }
    }
}
