package se.salesbyte.bridge.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.verification.Values;

class EventIdRuleTest {
    private static final Values HEADERS = Values.ofHeaders(Map.of("webhook-id", List.of(" msg_1 ", "msg_2")));
    private static final Map<String, Object> TREE = Map.of(
            "vid",
            90118,
            "form_response",
            Map.of("token", "9gk3"),
            "list",
            List.of(Map.of("id", 3816279340L)),
            "big",
            new BigDecimal("1E+3"),
            "yes",
            true,
            "blank",
            " ",
            "nothing",
            List.of());
    private static final byte[] BODY = "abc".getBytes(UTF_8);
    private static final String BODY_HASH = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @ParameterizedTest
    @CsvSource({
        "header:Webhook-Id, 5:msg_1, msg_1",
        "body:vid, 5:90118, 90118",
        "body:form_response.token, 4:9gk3, 9gk3",
        "body:list.0.id, 10:3816279340, 3816279340",
        "body:big, 4:1000, 1000",
        "body:yes, 4:true, true",
        "'body:vid, body:list.0.id', '5:90118,10:3816279340', 90118/3816279340"
    })
    void knowsAnEventByTheProvidersId(String rule, String key, String display) {
        assertThat(idBy(rule)).isEqualTo(new EventId(key, false, display));
    }

    @Test
    void knowsAnEventByItsBodyForAWhile() {
        assertThat(idBy("hash")).isEqualTo(new EventId("sha256:" + BODY_HASH, true, null));
    }

    @Test
    void knowsAMultipartBodyThatComesAgainWithAnotherBoundary() {
        String form = "--%1$s\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\n%2$s\r\n--%1$s--\r\n";
        assertThat(hashOf(form.formatted("X1", "ada@example.com")))
                .isEqualTo(hashOf(form.formatted("Y22", "ada@example.com")));
        assertThat(hashOf(form.formatted("X1", "ada@example.com")))
                .isNotEqualTo(hashOf(form.formatted("X1", "eva@example.com")));
        assertThat(hashOf("--X1\r\nno end")).isNotEqualTo(hashOf("--Y2\r\nno end"));
    }

    private static EventId hashOf(String body) {
        return EventIdRule.of("hash").idOf(HEADERS, null, body.getBytes(UTF_8));
    }

    @Test
    void expiresWithTheWindowAsSoonAsTheHashIsPartOfIt() {
        assertThat(idBy("body:vid,hash")).isEqualTo(new EventId("5:90118,64:" + BODY_HASH, true, "90118"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "header:x-other",
                "body:missing",
                "body:form_response",
                "body:list",
                "body:list.1.id",
                "body:list.first.id",
                "body:vid.deeper",
                "body:blank",
                "body:vid,body:missing",
                "body:missing,hash"
            })
    void fallsBackToTheHashIfAnyPartIsMissing(String rule) {
        assertThat(idBy(rule)).isEqualTo(idBy("hash"));
    }

    @Test
    void fallsBackToTheHashWithoutABodyOrWithNulls() {
        EventIdRule rule = EventIdRule.of("body:vid");
        assertThat(rule.idOf(HEADERS, null, BODY)).isEqualTo(idBy("hash"));
        assertThat(rule.idOf(HEADERS, Collections.singletonMap("vid", null), BODY))
                .isEqualTo(idBy("hash"));
    }

    @Test
    void keepsCompositesApartThatLookAlikeWhenJoined() {
        EventIdRule rule = EventIdRule.of("body:a,body:b");
        assertThat(rule.idOf(HEADERS, Map.of("a", "1,1:2", "b", "3"), BODY).key())
                .isNotEqualTo(
                        rule.idOf(HEADERS, Map.of("a", "1", "b", "2,1:3"), BODY).key());
        assertThat(rule.idOf(HEADERS, Map.of("a", "1", "b", "23"), BODY).key())
                .isNotEqualTo(
                        rule.idOf(HEADERS, Map.of("a", "12", "b", "3"), BODY).key());
    }

    @Test
    void noIdOfAProviderMeetsAHash() {
        EventId posing = EventIdRule.of("body:id").idOf(HEADERS, Map.of("id", "sha256:" + BODY_HASH), BODY);
        assertThat(posing.key()).isNotEqualTo(idBy("hash").key());
    }

    @Test
    void showsOnlyTheBeginningOfALongId() {
        EventId id = EventIdRule.of("body:id").idOf(HEADERS, Map.of("id", "x".repeat(1000)), BODY);
        assertThat(id.display()).hasSize(255);
        assertThat(id.key()).hasSize(1005);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vid", "header:", "body:", "body:a..b", "hash,", "Hash"})
    void refusesARuleItDoesNotKnow(String rule) {
        assertThatThrownBy(() -> EventIdRule.of(rule)).isInstanceOf(IllegalArgumentException.class);
    }

    private static EventId idBy(String rule) {
        return EventIdRule.of(rule).idOf(HEADERS, TREE, BODY);
    }
}
