package se.salesbyte.bridge.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.Decoding;
import se.salesbyte.bridge.payload.Split;
import se.salesbyte.bridge.verification.Handshakes;

/** A preset as written in YAML, not yet checked; {@code src/main/docs/adding-a-provider.md} tells what each field is. */
record PresetEntry(
        @Nullable String title,
        @Nullable String arrives,
        @Nullable SchemeEntry scheme,
        @Nullable String eventId,
        @Nullable List<String> accepts,
        @Nullable DecodeEntry decode,
        @Nullable String split,
        @Nullable AnswerEntry answer,
        @Nullable List<@Nullable HandshakeEntry> handshake,
        @Nullable List<String> setup,
        @Nullable String secret,
        @Nullable List<String> unconfirmed,
        @Nullable List<String> links) {

    /** See {@link Decoding}. */
    record DecodeEntry(boolean jwt, @Nullable List<String> json) {
        Decoding toDecoding() {
            return new Decoding(jwt, json == null ? List.of() : json);
        }
    }

    /** See {@link Acknowledgement}; without a body the lead as JSON. */
    record AnswerEntry(int status, @Nullable String contentType, @Nullable String body) {
        Acknowledgement toAnswer() {
            return body == null
                    ? Acknowledgement.always(status)
                    : new Acknowledgement(
                            status,
                            status,
                            new Acknowledgement.FixedBody(required(contentType, "answer.content-type"), body));
        }
    }

    Preset toPreset(String name) {
        return new Preset(
                name,
                required(title, "title"),
                required(arrives, "arrives"),
                required(scheme, "scheme").toScheme(),
                EventIdRule.of(required(eventId, "event-id")),
                AcceptedTypes.of(required(accepts, "accepts")),
                decode == null ? Decoding.NONE : decode.toDecoding(),
                split == null ? Split.NONE : Split.at(split),
                answer == null ? Acknowledgement.DEFAULT : answer.toAnswer(),
                handshake == null ? Handshakes.NONE : HandshakeEntry.toHandshakes(handshake),
                new ProviderGuide(orNone(setup), secret == null ? "" : secret, orNone(unconfirmed), orNone(links)));
    }

    private static List<String> orNone(@Nullable List<String> given) {
        return given == null ? List.of() : given;
    }

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
