package se.salesbyte.bridge.verification;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** How the bytes of a signature are written in a header. */
public enum Encoding {
    /** Either case is read, lower case is written. */
    HEX {
        @Override
        String encode(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }

        @Override
        byte[] decodeOrThrow(String text) {
            return HexFormat.of().parseHex(text);
        }
    },
    /** The standard alphabet; padding may be missing, stray bits in the last character may not be there. */
    BASE64 {
        @Override
        String encode(byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }

        @Override
        byte[] decodeOrThrow(String text) {
            return onlyWay(Base64.getDecoder().decode(text), text);
        }
    },
    /** The alphabet for URLs, as JSON Web Signatures use it: without padding, and again without stray bits. */
    BASE64URL {
        @Override
        String encode(byte[] bytes) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        @Override
        byte[] decodeOrThrow(String text) {
            return onlyWay(Base64.getUrlDecoder().decode(text), text);
        }
    };

    abstract String encode(byte[] bytes);

    abstract byte[] decodeOrThrow(String text);

    /** Refuses a second way to write the same bytes: a changed signature must never pass. */
    byte[] onlyWay(byte[] bytes, String text) {
        if (!encode(bytes).startsWith(text)) {
            throw new IllegalArgumentException("not the one way to write these bytes");
        }
        return bytes;
    }

    /** The bytes; empty if the text is not in this encoding. */
    Optional<byte[]> decode(String text) {
        try {
            return Optional.of(decodeOrThrow(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
