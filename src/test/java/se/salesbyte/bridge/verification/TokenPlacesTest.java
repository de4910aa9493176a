package se.salesbyte.bridge.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenPlacesTest {
    private static final String URL = "https://bridge.example.com/webhooks/form";
    private static final TokenPlaces EVERYWHERE =
            new TokenPlaces(true, true, List.of("X-Api-Key"), List.of("token", "code"), List.of("meta.token"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a header as sent, and as kept: m() is the mask
            Authorization | Bearer t0ken                       | Bearer m(t0ken)
            authorization | bearer  t0ken                      | Bearer m(t0ken)
            Authorization | Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ== | Basic bShBbGFkZGluOm9wZW4gc2VzYW1lKQ==
            # written wrong: all of it may be the secret
            Authorization | t0ken                              | m(t0ken)
            Authorization | Basic not!base64                   | m(Basic not!base64)
            Authorization | Digest username="a"                | m(Digest username="a")
            x-api-key     | t0ken                              | m(t0ken)
            X-Api-Key2    | t0ken                              | t0ken
            """)
    void masksATokenInAHeader(String name, String value, String kept) {
        assertThat(mask(name, value, URL).headers()).containsExactly(Map.entry(name, List.of(kept)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a query as sent, and as kept; + is the blank, %28 and %29 are the mask's brackets
            ''                          | ''
            ?                           | ?
            ?a=1&token=t0ken&b=%C3%A5   | ?a=1&token=m%28t0ken%29&b=%C3%A5
            ?token=a&token=b            | ?token=m%28a%29&token=m%28b%29
            ?%74oken=t%2Bk&Token=x      | ?token=m%28t%2Bk%29&Token=x
            ?code                       | ?code=m%28%29
            ?tokens=1                   | ?tokens=1
            """)
    void masksATokenInAQuery(String query, String kept) {
        assertThat(mask("X-A", "1", URL + query).url()).isEqualTo(URL + kept);
    }

    @Test
    void masksATokenInABodyAndLeavesTheTreeAlone() {
        Map<String, Object> tree = Map.of("meta", Map.of("token", "t0ken", "a", 1), "name", "Eva");
        assertThat(EVERYWHERE.maskBody(tree, TokenPlacesTest::masked))
                .isEqualTo(Map.of("meta", Map.of("token", "m(t0ken)", "a", 1), "name", "Eva"));
        assertThat(EVERYWHERE.strippedBody(tree)).isEqualTo(Map.of("meta", Map.of("a", 1), "name", "Eva"));
        assertThat(tree).isEqualTo(Map.of("meta", Map.of("token", "t0ken", "a", 1), "name", "Eva"));
    }

    @Test
    void masksEveryTokenOfAList() {
        Object tree = List.of(Map.of("meta", List.of(Map.of("token", "a"), Map.of("token", 12))), "b");
        assertThat(EVERYWHERE.maskBody(tree, TokenPlacesTest::masked))
                .isEqualTo(List.of(Map.of("meta", List.of(Map.of("token", "m(a)"), Map.of("token", "m(12)"))), "b"));
    }

    @Test
    void masksEveryTokenWhereOneNameHoldsSeveral() {
        Object tree = Map.of("meta", Map.of("token", List.of("a", "b")));
        assertThat(EVERYWHERE.maskBody(tree, TokenPlacesTest::masked))
                .isEqualTo(Map.of("meta", Map.of("token", List.of("m(a)", "m(b)"))));
        assertThat(String.valueOf(EVERYWHERE.strippedBody(tree)))
                .doesNotContain("a, b")
                .doesNotContain("[a");
    }

    @Test
    void leavesABodyWithoutATokenAsItIs() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("meta", null);
        assertThat(EVERYWHERE.maskBody(tree, TokenPlacesTest::masked)).isEqualTo(tree);
        tree.put("meta", new LinkedHashMap<>(Map.of("token", Map.of("a", "t0ken"))));
        assertThat(EVERYWHERE.maskBody(tree, TokenPlacesTest::masked))
                .as("an object where a token should be may hold it")
                .isEqualTo(Map.of("meta", Map.of()));
        assertThat(EVERYWHERE.maskBody("text", TokenPlacesTest::masked)).isEqualTo("text");
        assertThat(EVERYWHERE.maskBody(null, TokenPlacesTest::masked)).isNull();
    }

    @Test
    void knowsAMaskedTokenAgainWhereverItStands() {
        TokenScheme scheme = new TokenScheme(EVERYWHERE);
        for (Map.Entry<String, String> sent : Map.of(
                        "Authorization", "Bearer s:1",
                        "authorization", "Basic czox",
                        "X-API-KEY", "s:1")
                .entrySet()) {
            MaskedRequest kept = mask(sent.getKey(), sent.getValue(), URL);
            WebhookRequest request = WebhookRequest.of("POST", kept.url(), kept.headers(), new byte[0]);
            assertThat(scheme.verifyMasked(request, List.of("s:2", "s:1"), Instant.EPOCH, TokenPlacesTest::masked)
                            .verified())
                    .as(sent.getKey())
                    .isTrue();
            assertThat(scheme.verifyMasked(request, List.of("s:2"), Instant.EPOCH, TokenPlacesTest::masked)
                            .reason())
                    .isEqualTo("token does not match");
            assertThat(scheme.verifyMasked(request, List.of(""), Instant.EPOCH, TokenPlacesTest::masked)
                            .reason())
                    .isEqualTo("no token is set");
        }
    }

    @Test
    void aTokenWrittenWrongStaysRefusedWhenMasked() {
        MaskedRequest kept = mask("Authorization", "t0ken", URL);
        WebhookRequest request = WebhookRequest.of("POST", kept.url(), kept.headers(), new byte[0]);
        assertThat(new TokenScheme(EVERYWHERE)
                        .verifyMasked(request, List.of("t0ken"), Instant.EPOCH, TokenPlacesTest::masked)
                        .verified())
                .isFalse();
    }

    @Test
    void joinsPlaces() {
        TokenPlaces query = new TokenPlaces(false, false, List.of(), List.of("token", "hub"), List.of());
        assertThat(EVERYWHERE.and(query).query()).containsExactly("token", "code", "hub");
        assertThat(query.and(EVERYWHERE).headerNames()).containsExactly("Authorization", "X-Api-Key");
        assertThat(query.headerNames()).isEmpty();
    }

    @Test
    void refusesAPathThatIsNone() {
        assertThatThrownBy(() -> new TokenPlaces(false, false, List.of(), List.of(), List.of("a..b")))
                .hasMessageContaining("has an empty step");
    }

    @Test
    void asksForTheBodyOnceAndOnlyWhenAValueIsWanted() {
        List<String> asked = new ArrayList<>();
        Values fields = Values.ofFields(() -> {
            asked.add("parsed");
            return Map.of("a", List.of(Map.of("b", 1), Map.of("b", true)), "c", "x");
        });
        assertThat(asked).isEmpty();
        assertThat(fields.all("a.b")).containsExactly("1", "true");
        assertThat(fields.all("a")).isEmpty();
        assertThat(fields.all("c")).containsExactly("x");
        assertThat(fields.all("c.d")).isEmpty();
        assertThat(asked).hasSize(1);
        assertThat(Values.ofFields(() -> null).all("a")).isEmpty();
    }

    @Test
    void keepsTheRequestOutOfLogs() {
        assertThat(new MaskedRequest(Map.of("X-Api-Key", List.of("t0ken")), URL + "?token=t0ken"))
                .hasToString("MaskedRequest[headers=[X-Api-Key]]");
    }

    private static MaskedRequest mask(String name, String value, String url) {
        return EVERYWHERE.mask(new MaskedRequest(Map.of(name, List.of(value)), url), TokenPlacesTest::masked);
    }

    private static String masked(String token) {
        return "m(" + token + ")";
    }
}
