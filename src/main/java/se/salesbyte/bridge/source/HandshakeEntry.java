package se.salesbyte.bridge.source;

import static se.salesbyte.bridge.source.PresetEntry.required;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.verification.EchoHeader;
import se.salesbyte.bridge.verification.EchoQuery;
import se.salesbyte.bridge.verification.Handshake;
import se.salesbyte.bridge.verification.Handshakes;
import se.salesbyte.bridge.verification.HmacQuery;
import se.salesbyte.bridge.verification.Probe;
import se.salesbyte.bridge.verification.SignedPing;
import se.salesbyte.bridge.verification.UnsignedPing;

/** A handshake as written in a preset: exactly one of the kinds, with its parameters. */
record HandshakeEntry(
        @Nullable EchoQueryEntry echoQuery,
        @Nullable HmacQueryEntry hmacQuery,
        @Nullable Set<String> probe,
        @Nullable UnsignedPingEntry unsignedPing,
        @Nullable SignedPingEntry signedPing,
        @Nullable EchoHeaderEntry echoHeader) {

    /** A kind, whichever it is. */
    private interface Kind {
        Handshake toHandshake();
    }

    static Handshakes toHandshakes(List<@Nullable HandshakeEntry> entries) {
        return new Handshakes(entries.stream()
                .map(entry -> required(entry, "handshake").toHandshake())
                .toList());
    }

    private Handshake toHandshake() {
        @Nullable Kind probing = probe == null ? null : () -> new Probe(probe);
        List<Kind> kinds = Stream.<@Nullable Kind>of(
                        echoQuery, hmacQuery, probing, unsignedPing, signedPing, echoHeader)
                .flatMap(Stream::ofNullable)
                .toList();
        if (kinds.size() != 1) {
            throw new IllegalArgumentException("handshake must be one of echo-query, hmac-query, probe, unsigned-ping,"
                    + " signed-ping and echo-header");
        }
        return kinds.get(0).toHandshake();
    }

    /** See {@link EchoQuery}; the mode is written {@code hub.mode=subscribe}. */
    record EchoQueryEntry(@Nullable String mode, @Nullable String token, @Nullable String challenge) implements Kind {
        @Override
        public Handshake toHandshake() {
            String[] pair = required(mode, "echo-query.mode").split("=", 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException("echo-query.mode is \"" + mode + "\": write hub.mode=subscribe");
            }
            return new EchoQuery(
                    pair[0], pair[1], required(token, "echo-query.token"), required(challenge, "echo-query.challenge"));
        }
    }

    /** See {@link HmacQuery}. */
    record HmacQueryEntry(@Nullable String code, @Nullable String response) implements Kind {
        @Override
        public Handshake toHandshake() {
            return new HmacQuery(required(code, "hmac-query.code"), required(response, "hmac-query.response"));
        }
    }

    /** See {@link UnsignedPing}. */
    record UnsignedPingEntry(@Nullable String field) implements Kind {
        @Override
        public Handshake toHandshake() {
            return new UnsignedPing(required(field, "unsigned-ping.field"));
        }
    }

    /** See {@link SignedPing}. */
    record SignedPingEntry(@Nullable String field, @Nullable String value) implements Kind {
        @Override
        public Handshake toHandshake() {
            return new SignedPing(required(field, "signed-ping.field"), required(value, "signed-ping.value"));
        }
    }

    /** See {@link EchoHeader}. */
    record EchoHeaderEntry(@Nullable String header) implements Kind {
        @Override
        public Handshake toHandshake() {
            return new EchoHeader(required(header, "echo-header.header"));
        }
    }
}
