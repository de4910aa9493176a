package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtBodySchemeTest {
    private static final Instant NOW = Instant.ofEpochSecond(1795166100);
    private static final KeyPair KEYS = newKeys(2048);
    private static final String PEM = pem(KEYS.getPublic());
    private static final Scheme WIX = new JwtBodyScheme(JwtBodyScheme.Algorithm.RS256, Duration.ofMinutes(1));

    @Test
    void verifiesThePublishedVector() throws GeneralSecurityException {
        // RFC 7515, appendix A.2
        PublicKey key = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(
                                1,
                                new Base64URL("ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qP"
                                                + "CJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9"
                                                + "wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665"
                                                + "xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj"
                                                + "8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ")
                                        .decode()),
                        BigInteger.valueOf(65537)));
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNv"
                + "bS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0"
                + "Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPv"
                + "kSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w"
                + "9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
        Instant expires = Instant.ofEpochSecond(1300819380);
        assertThat(verify(token, expires.minusSeconds(1), pem(key)).verified()).isTrue();
        assertThat(verify(token, expires.plusSeconds(100), pem(key)).reason())
                .isEqualTo("token expired 100 s ago, leeway 60 s");
    }

    @Test
    void verifiesABodyThatIsSigned() {
        String token = signed(claims(NOW.plusSeconds(300)));
        assertThat(verify(token, NOW, PEM)).isEqualTo(new Verdict(true, ""));
        assertThat(verify(" " + token + "\r\n", NOW, PEM).verified()).isTrue();
    }

    @Test
    void takesEitherOfTwoKeys() {
        String token = signed(claims(NOW.plusSeconds(300)));
        String other = pem(newKeys(2048).getPublic());
        assertThat(verify(token, NOW, other, PEM).verified()).isTrue();
        assertThat(verify(token, NOW, PEM, other).verified()).isTrue();
        assertThat(verify(token, NOW, other).reason()).isEqualTo("signature does not match");
        assertThat(verify(token, NOW).reason()).isEqualTo("no public key is set");
        assertThat(verify(token, NOW, "", " ").reason()).isEqualTo("no public key is set");
    }

    @Test
    void refusesAnyOneChangedCharacter() {
        String token = signed(claims(NOW.plusSeconds(300)));
        for (int i = 0; i < token.length(); i++) {
            for (char other : new char[] {'A', 'B', '!'}) {
                String changed = token.substring(0, i) + other + token.substring(i + 1);
                assertThat(changed.equals(token) || !verify(changed, NOW, PEM).verified())
                        .as(changed)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // seconds from now to exp, and what is said; the leeway is a minute
        "300, ''",
        "-59, ''",
        "-60, 'token expired 60 s ago, leeway 60 s'",
        "-3600, 'token expired 3600 s ago, leeway 60 s'"
    })
    void refusesWhatExpiredBeyondTheLeeway(long seconds, String reason) {
        assertThat(verify(signed(claims(NOW.plusSeconds(seconds))), NOW, PEM).reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"60, ''", "61, 'token does not count for another 61 s'"})
    void refusesWhatDoesNotCountYet(long seconds, String reason) {
        long begins = NOW.getEpochSecond() + seconds;
        String claims = "{\"exp\":" + (begins + 300) + ",\"nbf\":" + begins + "}";
        assertThat(verify(signed(claims), NOW, PEM).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}              | token has no exp: it would count for ever
            {"exp":null}    | token has no exp: it would count for ever
            {"exp":"never"} | token has an exp that is no time
            {"exp":1e300}   | token has an exp that is no time
            [1795166400]    | token has no JSON object in it
            1795166400      | token has no JSON object in it
            """)
    void refusesATokenWithoutAnEnd(String claims, String reason) {
        assertThat(verify(signed(claims), NOW, PEM).reason()).isEqualTo(reason);
    }

    @Test
    void refusesAnUnsignedToken() {
        String payload = Base64URL.encode(claims(NOW.plusSeconds(300))).toString();
        String none = Base64URL.encode("{\"alg\":\"none\"}") + "." + payload + ".";
        String empty = signed(claims(NOW.plusSeconds(300))).replaceAll("[^.]*$", "");
        assertThat(verify(none, NOW, PEM).reason()).isEqualTo("token is not a JSON Web Signature");
        assertThat(verify(empty, NOW, PEM).verified()).isFalse();
    }

    /** The public key is no secret: whoever knows it must not be able to sign with it. */
    @Test
    void refusesATokenSignedWithThePublicKeyAsASharedSecret() throws JOSEException {
        byte[] asSecret = PEM.getBytes(UTF_8);
        String claims = claims(NOW.plusSeconds(300));
        String token = signed(JWSAlgorithm.HS256, new MACSigner(asSecret), claims);
        assertThat(verify(token, NOW, PEM).reason()).isEqualTo("token is not signed by RS256");
        byte[] encoded = KEYS.getPublic().getEncoded();
        assertThat(verify(signed(JWSAlgorithm.HS256, new MACSigner(encoded), claims), NOW, PEM)
                        .verified())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256"})
    void takesOnlyTheAlgorithmItIsSetUpFor(String algorithm) {
        JWSAlgorithm other = JWSAlgorithm.parse(algorithm);
        String token = signed(other, new RSASSASigner(KEYS.getPrivate()), claims(NOW.plusSeconds(300)));
        assertThat(verify(token, NOW, PEM).reason()).isEqualTo("token is not signed by RS256");
    }

    @Test
    void refusesExtensionsItDoesNotKnow() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .criticalParams(Set.of("b64"))
                .base64URLEncodePayload(false)
                .build();
        JWSObject token = new JWSObject(header, new Payload("{}"));
        token.sign(new RSASSASigner(KEYS.getPrivate()));
        assertThat(verify(token.serialize(), NOW, PEM).verified()).isFalse();
        JWSHeader unknown = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .criticalParams(Set.of("ours"))
                .build();
        JWSObject critical = new JWSObject(unknown, new Payload(claims(NOW.plusSeconds(300))));
        critical.sign(new RSASSASigner(KEYS.getPrivate()));
        assertThat(verify(critical.serialize(), NOW, PEM).reason())
                .isEqualTo("token asks for extensions that are not known here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "a.b", "a.b.c", "a.b.c.d.e", "....", "eyJhbGciOiJSUzI1NiJ9.e30.", "\u0000"})
    void refusesWhatIsNoToken(String body) {
        assertThat(verify(body, NOW, PEM).verified()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "-----BEGIN"})
    void saysWhenTheKeyWasCopiedBadly(String secret) {
        assertThatThrownBy(() -> WIX.check(secret))
                .isInstanceOf(InvalidSecretException.class)
                .hasMessageContaining("public key")
                .hasMessageNotContaining("AAAA");
    }

    @Test
    void refusesAKeyTooShortToBeSafe() {
        String weak = pem(newKeys(1024).getPublic());
        assertThatThrownBy(() -> WIX.check(weak)).hasMessageContaining("1024 bits: use one of at least 2048");
    }

    @Test
    void readsAKeyOnOneLine() {
        String token = signed(claims(NOW.plusSeconds(300)));
        assertThat(verify(token, NOW, PEM.replace("\r\n", "\\n")).verified()).isTrue();
        assertThat(verify(token, NOW, PEM.replace("\r\n", "")).verified()).isTrue();
    }

    @Test
    void cannotSign() {
        assertThatThrownBy(() -> WIX.sign(request("{}"), PEM, NOW, ""))
                .isInstanceOf(CannotSignException.class)
                .hasMessageContaining("private key that only it has");
        assertThatThrownBy(() -> WIX.withHeader("X-A")).hasMessageContaining("no header");
        assertThat(WIX.headers()).isEmpty();
        assertThat(WIX.describe()).isEqualTo("signed body, RS256");
    }

    @Test
    void needsALeewayThatIsNotNegative() {
        assertThatThrownBy(() -> new JwtBodyScheme(JwtBodyScheme.Algorithm.RS256, Duration.ofSeconds(-1)))
                .hasMessageContaining("must not be negative");
    }

    private static Verdict verify(String body, Instant now, String... keys) {
        return WIX.verify(request(body), List.of(keys), now);
    }

    private static WebhookRequest request(String body) {
        return WebhookRequest.of("POST", "https://bridge.example.com/in/wix", Map.of(), body.getBytes(UTF_8));
    }

    private static String claims(Instant expires) {
        return "{\"exp\":" + expires.getEpochSecond() + ",\"data\":\"{}\"}";
    }

    private static String signed(String claims) {
        return signed(JWSAlgorithm.RS256, new RSASSASigner(KEYS.getPrivate()), claims);
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer, String claims) {
        try {
            JWSObject token = new JWSObject(new JWSHeader(algorithm), new Payload(claims));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static KeyPair newKeys(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\r\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\r\n-----END PUBLIC KEY-----\r\n";
    }
}
