package se.salesbyte.bridge.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
        private static final int LONGEST_BOUNDARY = 72; // RFC 2046, with its dashes

        @Override
        public Optional<String> in(Values headers, @Nullable Object tree, byte[] body) {
            return Optional.of(of(body));
        }

        static String of(byte[] body) {
            return HexFormat.of().formatHex(HashAlgorithm.SHA256.hash(withoutBoundary(body)));
        }

        /** A sender that posts a multipart body once more makes up another boundary for it. */
        private static byte[] withoutBoundary(byte[] body) {
            if (body.length < 2 || body[0] != '-' || body[1] != '-') {
                return body;
            }
            String text = new String(body, ISO_8859_1);
            int end = text.indexOf("\r\n");
            String boundary = end < 0 || end > LONGEST_BOUNDARY ? "" : text.substring(0, end);
            return boundary.length() > 2 && text.stripTrailing().endsWith(boundary + "--")
                    ? text.replace(boundary, "--").getBytes(ISO_8859_1)
                    : body;
        }
    }
}
