package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

/** How the key of an HMAC is made of the secret that the provider shows. */
public enum KeyForm {
    /**
     * The UTF-8 bytes of the secret as it stands; Stripe's too, although it begins with {@code whsec_}, and
     * SurveyMonkey's, which is {@code <client id>&<client secret>}.
     */
    TEXT {
        @Override
        byte[] keyOf(String secret) {
            return secret.getBytes(UTF_8);
        }
    },
    /** Base64 after {@code whsec_} (Standard Webhooks); a secret without that prefix is taken as text. */
    WHSEC {
        @Override
        byte[] keyOf(String secret) {
            return secret.startsWith(PREFIX) ? decoded(secret.substring(PREFIX.length())) : TEXT.keyOf(secret);
        }
    };

    private static final String PREFIX = "whsec_";

    /**
     * The key's bytes.
     *
     * @throws InvalidSecretException if the secret is not of this form
     */
    abstract byte[] keyOf(String secret);

    private static byte[] decoded(String base64) {
        return Encoding.BASE64
                .decode(base64)
                .filter(key -> key.length > 0)
                .orElseThrow(() -> new InvalidSecretException(
                        "the signing secret begins with whsec_ but is not base64 after it: copy it again, whole"));
    }
}
