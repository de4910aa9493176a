package se.salesbyte.bridge.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.Fixture;

class TokenSchemeTest {
    private static final String URL = "https://bridge.example.com/webhooks/form";

    @ParameterizedTest
    @CsvSource({"form, Authorization", "elementor, Content-Type"})
    void verifiesTheFixtures(String name, String header) {
        Fixture fixture = Fixture.named(name);
        assertThat(fixture.headers()).containsKey(header);
        assertThat(verify(fixture.request(), fixture.secret()).verified()).isTrue();
        assertThat(verify(fixture.request(), "other", fixture.secret()).verified())
                .isTrue();
        assertThat(verify(fixture.request(), "other").reason()).isEqualTo("token does not match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer t0ken", "bearer t0ken", "BEARER  t0ken "})
    void takesABearerToken(String authorization) {
        assertThat(verify(request(URL, "Authorization", authorization), "t0ken").verified())
                .isTrue();
    }

    @Test
    void takesAHeaderOrAParameter() {
        assertThat(verify(request(URL, "x-webhook-token", "t0ken"), "t0ken").verified())
                .isTrue();
        assertThat(verify(request(URL + "?a=1&token=t%2Bk", "X-A", ""), "t+k").verified())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // another scheme, a name that only resembles, a place that is not ours
        "Authorization, Basic t0ken",
        "Authorization, t0ken",
        "X-Webhook-Token2, t0ken",
        "Cookie, token=t0ken"
    })
    void looksNowhereElse(String header, String value) {
        assertThat(verify(request(URL, header, value), "t0ken").reason()).isEqualTo("token missing");
    }

    @Test
    void takesOnlyTheConfiguredPlaces() {
        Scheme query = Schemes.QUERY_TOKEN;
        WebhookRequest bearer = request(URL, "Authorization", "Bearer t0ken");
        assertThat(query.verify(bearer, List.of("t0ken"), Instant.EPOCH).reason())
                .isEqualTo("token missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer t0keN", "Bearer t0ke", "Bearer t0kenn", "Bearer "})
    void refusesAnythingButTheToken(String authorization) {
        assertThat(verify(request(URL, "Authorization", authorization), "t0ken").reason())
                .isEqualTo("token does not match");
    }

    @Test
    void refusesEverythingWithoutASecret() {
        assertThat(verify(request(URL, "Authorization", "Bearer ")).reason()).isEqualTo("no token is set");
        assertThat(verify(request(URL, "Authorization", "Bearer "), "").reason())
                .isEqualTo("no token is set");
    }

    @Test
    void putsTheTokenWhereItIsSeenLeast() {
        assertThat(sign(Schemes.ANY_TOKEN).headers()).containsEntry("Authorization", "Bearer t/k n");
        assertThat(sign(new TokenScheme(
                                new TokenPlaces(false, false, List.of("X-Api-Key"), List.of("token"), List.of())))
                        .headers())
                .containsEntry("X-Api-Key", "t/k n");
        Credentials query = sign(Schemes.QUERY_TOKEN);
        assertThat(query.addTo(request(URL, "X-A", "")).url()).isEqualTo(URL + "?token=t%2Fk+n");
        assertThat(query.addTo(request(URL + "?a=1", "X-A", "")).url()).isEqualTo(URL + "?a=1&token=t%2Fk+n");
    }

    @Test
    void leavesABodyThatMustCarryTheTokenAsItIs() {
        Scheme scheme =
                new TokenScheme(new TokenPlaces(false, false, List.of(), List.of(), List.of("google_key", "a.b")));
        WebhookRequest carrying = WebhookRequest.of(
                "POST", URL, Map.of(), Values.ofFields(() -> Map.of("google_key", "t0ken")), new byte[0]);
        assertThat(scheme.sign(carrying, "t0ken", Instant.EPOCH, "")).isEqualTo(Credentials.headers(Map.of()));
        assertThatThrownBy(() -> scheme.sign(carrying, "other", Instant.EPOCH, ""))
                .isInstanceOf(CannotSignException.class)
                .hasMessageContaining("write the source's secret there as google_key or a.b")
                .hasMessageNotContaining("other");
    }

    @Test
    void readsNoTokenInABodyThatCannotBeParsed() {
        Scheme scheme = new TokenScheme(new TokenPlaces(false, false, List.of(), List.of(), List.of("google_key")));
        WebhookRequest unread = WebhookRequest.of("POST", URL, Map.of(), Values.ofFields(() -> null), new byte[] {'{'});
        assertThat(scheme.verify(unread, List.of("t0ken"), Instant.EPOCH).reason())
                .isEqualTo("token missing");
    }

    @Test
    void takesUserAndPassword() {
        Scheme basic = new TokenScheme(new TokenPlaces(false, true, List.of(), List.of(), List.of()));
        String given = "Basic dXNlcjpwOnc="; // user:p:w
        assertThat(basic.verify(request(URL, "authorization", given), List.of("user:p:w"), Instant.EPOCH)
                        .verified())
                .isTrue();
        for (String other : List.of("user:p", "User:p:w", "dXNlcjpwOnc=", "user")) {
            assertThat(basic.verify(request(URL, "Authorization", given), List.of(other), Instant.EPOCH)
                            .reason())
                    .isEqualTo("token does not match");
        }
        for (String kind : List.of("Bearer user:p:w", "Basic user:p:w", "Basic", "Digest dXNlcjpwOnc=")) {
            assertThat(basic.verify(request(URL, "Authorization", kind), List.of("user:p:w"), Instant.EPOCH)
                            .reason())
                    .isEqualTo("token missing");
        }
    }

    @Test
    void verifiesWhatItSigned() {
        for (Scheme scheme : List.of(Schemes.ANY_TOKEN, Schemes.QUERY_TOKEN)) {
            WebhookRequest signed = sign(scheme).addTo(request(URL, "Authorization", "Bearer old"));
            assertThat(scheme.verify(signed, List.of("t/k n"), Instant.EPOCH).verified())
                    .isTrue();
        }
    }

    @Test
    void saysWhereTheSecretTravels() {
        assertThat(Schemes.QUERY_TOKEN.secretPlaces())
                .isEqualTo(new TokenPlaces(false, false, List.of(), List.of("token"), List.of()));
    }

    @Test
    void keepsTheTokenOutOfLogs() {
        assertThat(sign(Schemes.QUERY_TOKEN)).hasToString("Credentials[headers=[], query=[token]]");
        assertThat(Schemes.ANY_TOKEN.describe()).isEqualTo("token");
    }

    @Test
    void needsAPlace() {
        assertThatThrownBy(() -> new TokenScheme(new TokenPlaces(false, false, List.of(), List.of(), List.of())))
                .hasMessageContaining("without a place");
    }

    private static Credentials sign(Scheme scheme) {
        return scheme.sign(request(URL, "X-A", ""), "t/k n", Instant.EPOCH, "");
    }

    private static Verdict verify(WebhookRequest request, String... secrets) {
        return Schemes.ANY_TOKEN.verify(request, List.of(secrets), Instant.EPOCH);
    }

    private static WebhookRequest request(String url, String header, String value) {
        return WebhookRequest.of("POST", url, Map.of(header, List.of(value)), new byte[0]);
    }
}
