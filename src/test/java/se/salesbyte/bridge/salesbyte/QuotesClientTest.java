package se.salesbyte.bridge.salesbyte;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.salesbyte.bridge.testing.RawServer.answer;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.RawServer;

@Timeout(30)
class QuotesClientTest {
    private static final String JSON = "application/json";
    private static final String TOKEN = "token-of-the-quotes-api";
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    private final RawServer salesByte = RawServer.start();
    private final QuotesClient client = client(ofSeconds(10));

    @AfterEach
    void stop() {
        salesByte.close();
    }

    @Test
    void readsWhatIsThereAndLeavesOutWhatIsNot() throws InterruptedException {
        String data = "{\"data\":[{\"id\":7},{\"id\":\"8\",\"key\":\"k\",\"customer_first_name\":\"Ada\","
                + "\"customer_last_name\":\"L\",\"customer_phone\":46701740605,\"created_at\":\"2026-11-20 09:15:00\"},"
                + "{\"id\":9,\"created_at\":\"2026-11-20T10:15:00.123456+01:00\",\"custom_fields\":[]}]}";
        salesByte.says(answer(200, JSON, data, "Date: Fri, 20 Nov 2026 09:15:07 GMT"));
        QuotePage page = client.list(DAY, DAY, 1);
        assertThat(page.answeredAt()).isEqualTo(Instant.parse("2026-11-20T09:15:07Z"));
        assertThat(page.quotes()).extracting(Quote::id).containsExactly("7", "8", "9");
        Quote second = page.quotes().get(1);
        assertThat(second.name()).isEqualTo("Ada L");
        assertThat(second.phone()).isEqualTo("46701740605");
        assertThat(second.createdAt()).isEqualTo(Instant.parse("2026-11-20T09:15:00Z"));
        assertThat(page.quotes().get(2).createdAt()).isEqualTo(Instant.parse("2026-11-20T09:15:00.123456Z"));
        assertThat(page.quotes().get(0))
                .extracting(Quote::createdAt, Quote::email, Quote::key)
                .containsOnlyNulls();
    }

    @Test
    void readsAQuoteWithItsFieldsAndLinksAndMasksSecrets() throws InterruptedException {
        String quote = "{\"data\":{\"id\":7,\"custom_fields\":{\"A\":\"one\",\"B\":{\"value\":\"two\"},\"C\":null},"
                + "\"links\":{\"edit\":\"https://x/?t=" + TOKEN + "\",\"signed\":null}}}";
        salesByte.says(answer(200, JSON, quote));
        Quote found = client.find("k").orElseThrow();
        assertThat(found.customFields()).containsExactly("one", "two");
        assertThat(found.links()).containsEntry("edit", "https://x/?t=***").containsEntry("signed", null);
    }

    @Test
    void findsNothingWhereThereIsNone() throws InterruptedException {
        salesByte.says(answer(404, JSON, "{}"));
        assertThat(client.find("gone")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void saysThatItIsNotLetIn(int status) {
        salesByte.says(answer(status, JSON, "{\"message\":\"" + TOKEN + "\"}"));
        assertThatThrownBy(() -> client.list(DAY, DAY, 1))
                .isInstanceOf(QuotesRefusedException.class)
                .hasMessageContaining("" + status)
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void followsNoRedirect() {
        salesByte.says(answer(302, "text/html", "", "Location: " + salesByte.url() + "/elsewhere"));
        unavailable(client, "302");
        assertThat(salesByte.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "200, text/html, <html>, not with a list",
        "200, application/json, '{\"data\":{}}', not with a list",
        "200, application/json, '[{\"id\":null}]', not with a list",
        "200, application/json, '', not with a list",
        "204, application/json, '', answered 204",
        "404, application/json, '{}', answered 404"
    })
    void takesNothingElseForAList(int status, String type, String body, String words) {
        salesByte.says(answer(status, type, body));
        unavailable(client, words);
    }

    @Test
    void tellsHowLongToWait() {
        salesByte.says(answer(429, JSON, "", "Retry-After: 40"));
        assertThatThrownBy(() -> client.list(DAY, DAY, 1))
                .isInstanceOfSatisfying(QuotesUnavailableException.class, told -> assertThat(told.retryAfter())
                        .isEqualTo(List.of("40")));
    }

    @Test
    void asksAgainWhereTheConnectionBreaks() throws InterruptedException {
        String cut = "HTTP/1.1 200 OK\r\nContent-Le";
        salesByte.says(cut).says(cut).says(answer(200, JSON, "{\"data\":[{\"id\":7}]}"));
        assertThat(client.list(DAY, DAY, 1).quotes()).extracting(Quote::id).containsExactly("7");
        assertThat(salesByte.requests()).isEqualTo(3);
    }

    @Test
    void asksThreeTimesAtMost() {
        for (int i = 0; i < 3; i++) {
            salesByte.says("HTTP/1.1 200 OK\r\nContent-Le");
        }
        salesByte.says(answer(200, JSON, "{\"data\":[]}"));
        unavailable(client, "gave no answer");
        assertThat(salesByte.requests()).isEqualTo(3);
    }

    @Test
    void readsNoMoreThanTwoMegabytes() {
        salesByte.floods("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[");
        unavailable(client, "more than 2097152 bytes");
    }

    @Test
    void givesAWholeAnswerOneDeadline() {
        salesByte.trickles("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[");
        unavailable(client(Duration.ofMillis(300)), "within 300 ms");
    }

    @Test
    void asksThroughTheProxy() throws InterruptedException {
        URI server = URI.create(salesByte.url());
        QuotesClient behind = new QuotesClient(
                URI.create("http://salesbyte.invalid"),
                TOKEN,
                ofSeconds(5),
                ofSeconds(5),
                new InetSocketAddress(server.getHost(), server.getPort()),
                SecretMask.NONE);
        salesByte.says(answer(200, JSON, "{\"data\":[{\"id\":7}]}"));
        assertThat(behind.list(DAY, DAY, 1).quotes()).extracting(Quote::id).containsExactly("7");
    }

    @Test
    void refusesATokenThatNoHeaderCarriesAndDoesNotTellIt() {
        URI base = URI.create(salesByte.url());
        assertThatThrownBy(() -> new QuotesClient(base, "a b", ofSeconds(1), ofSeconds(1), null, SecretMask.NONE))
                .hasMessageContaining("salesbyte.api-token")
                .hasMessageNotContaining("\"a b\"");
    }

    private static void unavailable(QuotesClient asked, String words) {
        assertThatThrownBy(() -> asked.list(DAY, DAY, 1))
                .isInstanceOf(QuotesUnavailableException.class)
                .hasMessageContaining(words);
    }

    private QuotesClient client(Duration timeout) {
        return new QuotesClient(
                URI.create(salesByte.url()), TOKEN, ofSeconds(5), timeout, null, SecretMask.of(List.of(TOKEN)));
    }
}
