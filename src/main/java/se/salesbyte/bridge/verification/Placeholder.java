package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** What may stand in braces in a {@link SignedTemplate}; written in lower case with dashes. */
enum Placeholder {
    BODY,
    TS,
    ID,
    METHOD,
    URL,
    DECODED_URL,
    SECRET;

    byte[] bytesOf(SignedValues values) {
        return switch (this) {
            case BODY -> values.request().body();
            case TS -> values.timestamp().getBytes(UTF_8);
            case ID -> values.id().getBytes(UTF_8);
            case METHOD -> values.request().method().getBytes(UTF_8);
            case URL -> values.request().url().getBytes(UTF_8);
            case DECODED_URL -> HubSpotUrl.decoded(values.request().url()).getBytes(UTF_8);
            case SECRET -> values.secret().getBytes(UTF_8);
        };
    }

    @Override
    public String toString() {
        return "{" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "}";
    }
}
