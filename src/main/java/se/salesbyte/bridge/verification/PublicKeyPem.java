package se.salesbyte.bridge.verification;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An RSA public key as providers show it; line breaks may be missing or written as {@code \n}. */
final class PublicKeyPem {
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
    private static final int SHORTEST = 2048;

    private PublicKeyPem() {}

    /**
     * The key.
     *
     * @throws InvalidSecretException if the text is no RSA public key in PEM, or one too short to be safe
     */
    static RSAPublicKey read(String text) {
        Matcher pem = PEM.matcher(text.replace("\\n", "\n"));
        if (!pem.matches()) {
            throw new InvalidSecretException("the secret of this source is the provider's public key: copy it whole,"
                    + " from -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----");
        }
        RSAPublicKey key = decoded(pem.group(1).replaceAll("\\s", ""));
        if (key.getModulus().bitLength() < SHORTEST) {
            throw new InvalidSecretException("the public key of this source has "
                    + key.getModulus().bitLength() + " bits: use one of at least " + SHORTEST);
        }
        return key;
    }

    private static RSAPublicKey decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw new InvalidSecretException("the public key of this source is not an RSA key: copy it again, whole");
        }
    }
}
