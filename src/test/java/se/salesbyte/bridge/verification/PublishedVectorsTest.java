package se.salesbyte.bridge.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the providers publish for receivers to test with. */
class PublishedVectorsTest {
    private static final String HUBSPOT_SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # Standard Webhooks, test vector of the reference libraries
            whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | msg_p5jXN8AQM9LWM0D4loKWxJek | 1614265330 | {"test": 2432232314} | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
            # Svix, "Verifying webhooks manually"
            whsec_plJ3nmyCDGBKInavdOK15jsl | msg_loFOjxBNrRLzqYUf | 1731705121 | {"event_type":"ping","data":{"success":true}} | v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=
            """)
    void standardWebhooks(String secret, String id, String timestamp, String body, String signature) {
        WebhookRequest request =
                post(body, Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signature));
        Instant now = Instant.ofEpochSecond(Long.parseLong(timestamp));
        assertThat(Schemes.STANDARD_WEBHOOKS
                        .verify(request, List.of(secret), now)
                        .verified())
                .isTrue();
        assertThat(Schemes.STANDARD_WEBHOOKS.sign(request, secret, now, id).headers())
                .isEqualTo(Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signature));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # HubSpot, "Validate requests using the v2 request signature": a GET and a POST
            GET  | `` | eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e
            POST | {"example_field":"example_value"} | 9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900
            """)
    void hubSpotV2(String method, String body, String signature) {
        WebhookRequest request = WebhookRequest.of(
                method,
                "https://www.example.com/webhook_uri",
                Map.of("X-HubSpot-Signature", List.of(signature), "X-HubSpot-Signature-Version", List.of("v2")),
                body.getBytes(UTF_8));
        assertThat(Schemes.HUBSPOT_V2
                        .verify(request, List.of(HUBSPOT_SECRET), Instant.EPOCH)
                        .verified())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # HubSpot, "v1 request validation"
            [{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}] | 232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de
            """)
    void hubSpotV1(String body, String signature) {
        WebhookRequest request = post(body, Map.of("X-HubSpot-Signature", signature));
        assertThat(Schemes.HUBSPOT_V1
                        .verify(request, List.of(HUBSPOT_SECRET), Instant.EPOCH)
                        .verified())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # GitHub, "Validating webhook deliveries"
            It's a Secret to Everybody | Hello, World! | sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17
            """)
    void gitHub(String secret, String body, String signature) {
        WebhookRequest request = post(body, Map.of("X-Hub-Signature-256", signature));
        assertThat(Schemes.GITHUB
                        .verify(request, List.of(secret), Instant.EPOCH)
                        .verified())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # RFC 7617, sections 2 and 2.1
            Aladdin:open sesame | Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==
            test:123£           | Basic dGVzdDoxMjPCow==
            """)
    void basicAuthentication(String userAndPassword, String authorization) {
        Scheme basic = new TokenScheme(new TokenPlaces(false, true, List.of(), List.of(), List.of()));
        WebhookRequest request = post("{}", Map.of("Authorization", authorization));
        assertThat(basic.verify(request, List.of(userAndPassword), Instant.EPOCH)
                        .verified())
                .isTrue();
        assertThat(basic.sign(request, userAndPassword, Instant.EPOCH, "").headers())
                .containsEntry("Authorization", authorization);
    }

    private static WebhookRequest post(String body, Map<String, String> headers) {
        WebhookRequest bare =
                WebhookRequest.of("POST", "https://bridge.example.com/webhooks/test", Map.of(), body.getBytes(UTF_8));
        return new Credentials(headers, Map.of()).addTo(bare);
    }
}
