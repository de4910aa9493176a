package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    private static final String URL = "https://bridge.example.com/webhooks/any";
    private static final String CODE = "890e4665-4dfe-4ab1-b689-ed553bceeed0";
    private static final HandshakeSecrets SECRETS =
            new HandshakeSecrets(List.of("linkedin-client-secret", "old"), List.of("new-token", "old-token"), false);
    private static final HandshakeSecrets NONE = new HandshakeSecrets(List.of(), List.of(), false);
    private static final HandshakeSecrets NEW = new HandshakeSecrets(List.of(), List.of(), true);

    private static final Handshake META = new EchoQuery("hub.mode", "subscribe", "hub.verify_token", "hub.challenge");
    private static final Handshake LINKEDIN = new HmacQuery("challengeCode", "challengeResponse");
    private static final Handshake MAILCHIMP = new Probe(Set.of("GET"));
    private static final Handshake WOO = new UnsignedPing("webhook_id");
    private static final Handshake INTERCOM = new SignedPing("topic", "ping");
    private static final Handshake LACRM = new EchoHeader("X-Hook-Secret");

    @ParameterizedTest
    @CsvSource({"new-token, 1158201444", "old-token, a-Z_0.9"})
    void echoesAChallengeForAVerifyToken(String token, String challenge) {
        assertThat(META.beforeVerification(get(subscribe(token, challenge)), SECRETS))
                .contains(new HandshakeReply(
                        200, "text/plain", challenge, Map.of("X-Content-Type-Options", "nosniff"), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1",
                "hub.mode=subscribe&hub.verify_token=&hub.challenge=1",
                "hub.mode=subscribe&hub.challenge=1",
                "hub.mode=unsubscribe&hub.verify_token=new-token&hub.challenge=1",
                "hub.verify_token=new-token&hub.challenge=1",
                "hub.mode=subscribe&hub.verify_token=new-token",
                "hub.mode=subscribe&hub.verify_token=new-token&hub.challenge=",
                "hub.mode=subscribe&hub.verify_token=new-token&hub.challenge=%3Cscript%3E",
                "hub.mode=subscribe&hub.verify_token=new-token&hub.challenge=1%0d%0aX-A:1",
                "hub.mode=subscribe&hub.verify_token=new-token&hub.challenge=1%0a",
                "hub.mode=subscribe&hub.verify_token=new-token&hub.challenge=1&hub.challenge=2",
                "hub.mode=subscribe&hub.verify_token=new-token&hub.verify_token=wrong&hub.challenge=1",
                "hub.mode=subscribe&hub.verify_token=linkedin-client-secret&hub.challenge=1"
            })
    void echoesNothingElse(String query) {
        assertThat(META.beforeVerification(get(query), SECRETS)).isEmpty();
    }

    @Test
    void echoesNoLongChallengeAndNothingWithoutAToken() {
        assertThat(META.beforeVerification(get(subscribe("new-token", "1".repeat(200))), SECRETS))
                .isPresent();
        assertThat(META.beforeVerification(get(subscribe("new-token", "1".repeat(201))), SECRETS))
                .isEmpty();
        assertThat(META.beforeVerification(get(subscribe("", "1")), NONE)).isEmpty();
        assertThat(META.beforeVerification(
                        get(subscribe("", "1")), new HandshakeSecrets(List.of(), List.of(""), false)))
                .isEmpty();
        assertThat(META.beforeVerification(send("POST", "?" + subscribe("new-token", "1"), ""), SECRETS))
                .isEmpty();
    }

    @Test
    void signsACodeWithTheNewestSecret() {
        // printf %s <code> | openssl dgst -sha256 -hmac linkedin-client-secret
        String hmac = "e9567c49fee6d803311de224f2be5dc1b7f61cae1810ae05866223f4caa1724f";
        assertThat(LINKEDIN.beforeVerification(get("challengeCode=" + CODE + "&applicationId=1"), SECRETS))
                .contains(new HandshakeReply(
                        200,
                        "application/json",
                        "{\"challengeCode\":\"" + CODE + "\",\"challengeResponse\":\"" + hmac + "\"}",
                        Map.of("X-Content-Type-Options", "nosniff"),
                        null));
    }

    /** LinkedIn signs events over {@code hmacsha256=} and the body, with the same key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hmacsha256%3D%7B%22type%22%3A%22LEAD_ACTION%22%7D",
                "890e4665-4dfe-4ab1-b689-ed553bceeed",
                "890e4665-4dfe-4ab1-b689-ed553bceeed0%0A",
                "890e4665-4dfe-4ab1-b689-ed553bceeed0x",
                "hmacsha256=890e4665-4dfe-4ab1-b689-ed553bceeed0",
                "890e46654dfe4ab1b689ed553bceeed0",
                "890e4665-4dfe-4ab1-b689-ed553bceeed0&challengeCode=890e4665-4dfe-4ab1-b689-ed553bceeed0",
                ""
            })
    void signsNothingButAUuid(String code) {
        assertThat(LINKEDIN.beforeVerification(get("challengeCode=" + code), SECRETS))
                .isEmpty();
    }

    @Test
    void signsNoCodeWithoutASecretOrByAnotherMethod() {
        assertThat(LINKEDIN.beforeVerification(get("challengeCode=" + CODE), NONE))
                .isEmpty();
        assertThat(LINKEDIN.beforeVerification(send("POST", "?challengeCode=" + CODE, ""), SECRETS))
                .isEmpty();
    }

    @Test
    void answersAProbeByItsMethodsOnly() {
        assertThat(MAILCHIMP.beforeVerification(get("token=x"), NONE)).contains(HandshakeReply.OK);
        assertThat(MAILCHIMP.beforeVerification(send("HEAD", "", ""), NONE)).isEmpty();
        assertThat(MAILCHIMP.beforeVerification(send("POST", "", ""), NONE)).isEmpty();
        assertThatThrownBy(() -> new Probe(Set.of("POST"))).hasMessageContaining("use GET, HEAD or both");
        assertThatThrownBy(() -> new Probe(Set.of())).hasMessageContaining("use GET, HEAD or both");
    }

    @ParameterizedTest
    @CsvSource({
        "webhook_id=12, true",
        "webhook_id=12345678901234567890, true",
        "webhook_id=123456789012345678901, false",
        "webhook_id=, false",
        "webhook_id=-1, false",
        "webhook_id=1a, false",
        "webhook_id, false",
        "webhook_id=12&email=a@example.com, false",
        "email=a@example.com&webhook_id=12, false",
        "'{\"webhook_id\":12}', false",
        "Webhook_id=12, false",
        "'', false"
    })
    void answersAnUnsignedPingThatIsNothingElse(String body, boolean ping) {
        assertThat(WOO.beforeVerification(send("POST", "", body), NONE).isPresent())
                .isEqualTo(ping);
        assertThat(WOO.beforeVerification(send("PUT", "", body), NONE)).isEmpty();
        assertThat(WOO.methods()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ping, true", "conversation.user.created, false", "Ping, false"})
    void answersASignedPingOnlyOnceItIsVerified(String topic, boolean ping) {
        WebhookRequest request =
                WebhookRequest.of("POST", URL, Map.of(), Values.ofFields(() -> Map.of("topic", topic)), new byte[0]);
        assertThat(INTERCOM.beforeVerification(request, SECRETS)).isEmpty();
        assertThat(INTERCOM.afterVerification(request).isPresent()).isEqualTo(ping);
    }

    @Test
    void keepsTheSecretThatComesFirst() {
        Optional<HandshakeReply> reply = LACRM.beforeVerification(hook("s3cret"), NEW);
        assertThat(reply).contains(new HandshakeReply(200, null, "", Map.of("X-Hook-Secret", "s3cret"), "s3cret"));
        assertThat(reply.orElseThrow()).hasToString("HandshakeReply[200]");
    }

    @Test
    void letsNobodyReplaceTheSecretThatIsKept() {
        HandshakeSecrets kept = new HandshakeSecrets(List.of("s3cret"), List.of(), false);
        assertThat(LACRM.beforeVerification(hook("another"), kept)).isEmpty();
        assertThat(LACRM.beforeVerification(hook("s3cret"), kept))
                .as("the same again, as its sender may not have got the answer")
                .contains(new HandshakeReply(200, null, "", Map.of("X-Hook-Secret", "s3cret"), null));
        assertThat(LACRM.beforeVerification(hook("any"), NONE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nSet-Cookie: a=b", "å", "a\u0000"})
    void echoesNoSecretThatIsNotPlain(String secret) {
        assertThat(LACRM.beforeVerification(hook(secret), NEW)).isEmpty();
    }

    @Test
    void echoesNoLongSecretAndNoSecondOne() {
        assertThat(LACRM.beforeVerification(hook("s".repeat(200)), NEW)).isPresent();
        assertThat(LACRM.beforeVerification(hook("s".repeat(201)), NEW)).isEmpty();
        WebhookRequest twice = WebhookRequest.of("POST", URL, Map.of("X-Hook-Secret", List.of("a", "b")), new byte[0]);
        assertThat(LACRM.beforeVerification(twice, NEW)).isEmpty();
        WebhookRequest get = WebhookRequest.of("GET", URL, Map.of("X-Hook-Secret", List.of("a")), new byte[0]);
        assertThat(LACRM.beforeVerification(get, NEW)).isEmpty();
    }

    @Test
    void theFirstThatAnswersCounts() {
        Handshakes both = new Handshakes(List.of(LINKEDIN, new Probe(Set.of("GET", "HEAD")), INTERCOM));
        assertThat(both.methods()).containsExactly("GET", "HEAD");
        assertThat(both.beforeVerification(get("challengeCode=" + CODE), SECRETS))
                .hasValueSatisfying(reply -> assertThat(reply.body()).contains(CODE));
        assertThat(both.beforeVerification(get("challengeCode=x"), SECRETS)).contains(HandshakeReply.OK);
        assertThat(both.beforeVerification(send("POST", "", "{}"), SECRETS)).isEmpty();
        assertThat(both.afterVerification(get(""))).isEmpty();
        assertThat(Handshakes.NONE.methods()).isEmpty();
        assertThat(Handshakes.NONE.secretPlaces()).isEqualTo(TokenPlaces.NONE);
    }

    @Test
    void keepsSecretsOutOfLogs() {
        assertThat(SECRETS).hasToString("HandshakeSecrets[2, 2, takesNew=false]");
    }

    private static String subscribe(String token, String challenge) {
        return "hub.mode=subscribe&hub.verify_token=" + token + "&hub.challenge=" + challenge;
    }

    private static WebhookRequest get(String query) {
        return send("GET", "?" + query, "");
    }

    private static WebhookRequest hook(String secret) {
        return WebhookRequest.of("POST", URL, Map.of("X-Hook-Secret", List.of(secret)), new byte[0]);
    }

    private static WebhookRequest send(String method, String query, String body) {
        return WebhookRequest.of(method, URL + query, Map.of(), body.getBytes(UTF_8));
    }
}
