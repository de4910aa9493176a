package se.salesbyte.bridge.salesbyte.sandbox;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.SettableClock;

class QuotesApiTest {
    private static final List<String> ITEM = List.of(
            "id",
            "key",
            "quote_profile_name",
            "customer_name",
            "customer_first_name",
            "customer_last_name",
            "customer_company",
            "customer_phone",
            "customer_email",
            "quote_value",
            "created_at",
            "updated_at",
            "salesperson");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-31T09:30:00Z"));
    private SandboxClient client = new SandboxClient(SandboxConfig.standard(), clock);

    @AfterEach
    void stop() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Bearer ", "Basic c2FuZGJveA==", "sandbox"})
    void asksForItsToken(String authorization) throws Exception {
        for (String path : List.of("/api/quotes", "/api/quotes/nope")) {
            HttpResponse<String> answer = client.send(request(path, authorization, "application/json"));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthenticated.\"}");
            assertThat(client.send(request(path, authorization, "*/*")).statusCode())
                    .isEqualTo(302); // to a page, as Laravel sends a browser to log in
        }
    }

    @Test
    void takesAnotherTokenThatIsConfigured() throws Exception {
        restart(SandboxConfig.standard().withToken("own"));
        assertThat(client.send(request("/api/quotes", "bearer own", "application/json"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.quotesApi("").statusCode()).isEqualTo(401);
        assertThat(SandboxConfig.standard().withToken("own").toString()).doesNotContain("own");
    }

    @Test
    void listsAQuoteWithoutAddressAndCustomFields() throws Exception {
        client.post(Map.of(
                "customer_phone", "070-123 45 67",
                "customer_company", "Analytical AB",
                "salesperson_email", List.of("Anna.Andersson@sandbox.example"),
                "custom_field_1_content", "marker",
                "tag_1", "tagged",
                "message", "noted"));
        SandboxQuote quote = client.sandbox().quotes().get(0);
        JsonNode item = client.quotes("").at("/data/0");
        assertThat(item.fieldNames()).toIterable().containsExactlyElementsOf(ITEM);
        assertThat(item.path("id").longValue()).isEqualTo(quote.id());
        assertThat(item.path("key").asText()).isEqualTo(quote.key());
        assertThat(item.path("quote_profile_name").asText()).isEqualTo("Quote profile 1");
        assertThat(item.path("customer_name").asText()).isEqualTo("Ada Lovelace");
        assertThat(item.path("customer_first_name").asText()).isEqualTo("Ada");
        assertThat(item.path("customer_last_name").asText()).isEqualTo("Lovelace");
        assertThat(item.path("customer_phone").asText()).isEqualTo("+46701234567");
        assertThat(item.path("created_at").asText()).isEqualTo("2026-01-31T09:30:00.000000Z");
        assertThat(item.path("updated_at").asText()).isEqualTo("2026-01-31T09:30:00.000000Z");
        assertThat(item.path("salesperson"))
                .hasToString("{\"name\":\"Anna Andersson\",\"email\":\"Anna.Andersson@sandbox.example\"}");
    }

    @Test
    void showsASingleQuoteWithCustomFieldsByLabel() throws Exception {
        client.post(Map.of(
                "customer_name", "Ada",
                "custom_field_1_content", "marker",
                "custom_field_10_content", "ten",
                "custom_field_2_content", " ",
                "tag_1", "tagged",
                "message", "noted"));
        SandboxQuote quote = client.sandbox().quotes().get(0);
        JsonNode resource = client.quotes("/" + quote.key());
        assertThat(resource.path("custom_fields"))
                .hasToString("{\"Custom field 1\":\"marker\",\"Custom field 10\":\"ten\"}");
        assertThat(resource.path("customer_last_name").isNull()).isTrue();
        assertThat(resource.path("address_city").isNull()).isTrue();
        assertThat(resource.path("is_signed")).isEqualTo(SandboxClient.JSON.readTree("false"));
        assertThat(resource.path("statuses").isEmpty()).isTrue();
        assertThat(resource.at("/salesperson/email").asText()).endsWith("@sandbox.example");
        assertThat(resource.at("/links/edit").asText())
                .isEqualTo(client.url() + "/offerter/" + quote.id() + "/redigera");
        assertThat(resource.toString()).doesNotContain("tagged", "noted", "send_type", "\"type\"", SandboxConfig.UUID);
    }

    @Test
    void findsAQuoteByItsKeyAlone() throws Exception {
        client.post(Map.of());
        long id = client.sandbox().quotes().get(0).id();
        for (String unknown : List.of("/" + id, "/nope")) {
            HttpResponse<String> answer = client.quotesApi(unknown);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body())
                    .isEqualTo("{\"message\":\"No query results for model [App\\\\Models\\\\Quote].\"}");
        }
    }

    @Test
    void listsTenAPageTheNewestFirst() throws Exception {
        for (int i = 1; i <= 21; i++) {
            client.post(Map.of("customer_name", "c" + i));
            clock.advance(ofSeconds(1));
        }
        assertThat(names("")).containsExactly("c21", "c20", "c19", "c18", "c17", "c16", "c15", "c14", "c13", "c12");
        assertThat(names("?page=3")).containsExactly("c1");
        assertThat(names("?page=4")).isEmpty();
        assertThat(names("?page=99999999")).isEmpty();
        assertThat(names("?page=x")).first().isEqualTo("c21");
        assertThat(names("?sort_order=asc&page=1")).first().isEqualTo("c1");
        JsonNode second = client.quotes("?page=2");
        assertThat(second.path("meta"))
                .hasToString("{\"current_page\":2,\"from\":11,\"last_page\":3,\"path\":\"" + client.url()
                        + "/api/quotes\",\"per_page\":10,\"to\":20,\"total\":21}");
        assertThat(second.at("/links/next").asText()).isEqualTo(client.url() + "/api/quotes?page=3");
        assertThat(client.quotes("?page=3").at("/links/next").isNull()).isTrue();
        assertThat(client.quotes("?page=4").at("/meta/from").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?created_from=2026-02-01                          | day3 day2",
                "?created_to=2026-02-01                            | day2 day1",
                "?created_from=2026-02-01&created_to=2026-02-01    | day2",
                "?created_from=2026-02-03                          | ''",
                "?updated_from=2026-02-03                          | day1",
                "?updated_to=2026-02-02                            | day3 day2",
                "?sort_by=updated_at                               | day1 day3 day2",
                "?sort_by=updated_at&sort_order=asc                | day2 day3 day1",
                "?sort_by=created_at&sort_order=desc               | day3 day2 day1",
                "?created_from=&sort_by=%20&unknown=1              | day3 day2 day1",
            })
    void filtersAndSorts(String query, String expected) throws Exception {
        for (int day = 1; day <= 3; day++) {
            client.post(Map.of("customer_name", "day" + day));
            clock.advance(ofDays(1));
        }
        client.submit("/", "/offerter/1001/checkout", Map.of("value", "1"));
        client.submit("/offerter/1001/redigera", "/offerter/1001/checkout", Map.of("value", "1", "url", ""));
        assertThat(String.join(" ", names(query))).isEqualTo(expected);
    }

    @Test
    void refusesParametersAsLaravelWould() throws Exception {
        HttpResponse<String> answer =
                client.quotesApi("?created_from=31.1.2026&updated_to=2026-02-30&sort_by=name&sort_order=up");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(SandboxClient.JSON.readTree(answer.body()))
                .hasToString("{\"message\":\"The created from field must match the format Y-m-d. (and 3 more errors)\","
                        + "\"errors\":{\"created_from\":[\"The created from field must match the format Y-m-d.\"],"
                        + "\"updated_to\":[\"The updated to field must match the format Y-m-d.\"],"
                        + "\"sort_by\":[\"The selected sort by is invalid.\"],"
                        + "\"sort_order\":[\"The selected sort order is invalid.\"]}}");
    }

    @Test
    void showsAQuoteOnlyAfterItsLag() throws Exception {
        restart(SandboxConfig.standard().withQuotesLag(ofSeconds(30)));
        client.post(Map.of("customer_name", "by setting"));
        client.post(Map.of("customer_name", "by tag", "customer_email", "ada+unlisted-60@a.example"));
        client.post(Map.of("customer_name", "never", "customer_email", "ada+unlisted@a.example"));
        String key = client.sandbox().quotes().get(0).key();
        clock.advance(ofSeconds(29));
        assertThat(names("")).isEmpty();
        assertThat(client.quotesApi("/" + key).statusCode()).isEqualTo(404);
        clock.advance(ofSeconds(1));
        assertThat(names("")).containsExactly("by setting");
        assertThat(client.quotesApi("/" + key).statusCode()).isEqualTo(200);
        clock.advance(ofSeconds(30));
        assertThat(names("")).containsExactly("by tag", "by setting");
        clock.advance(ofDays(1));
        assertThat(names("")).containsExactly("by tag", "by setting");
    }

    @Test
    void findsAQuoteWhoseCreationWasCutOff() throws Exception {
        client.http()
                .sendAsync(
                        client.tagged(Map.of("customer_email", "ada+drop-after-create@a.example")),
                        HttpResponse.BodyHandlers.discarding())
                .handle((answer, cutOff) -> cutOff)
                .join();
        assertThat(client.quotes("").at("/data/0/customer_email").asText())
                .isEqualTo("ada+drop-after-create@a.example");
    }

    @Test
    void answers405ToOtherMethodsAndHeadAsGet() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(client.url() + "/api/quotes"))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer sandbox");
        HttpResponse<String> posted =
                client.send(request.POST(BodyPublishers.noBody()).build());
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(posted.body())
                .isEqualTo("{\"message\":\"The POST method is not supported for route api/quotes."
                        + " Supported methods: GET, HEAD.\"}");
        HttpResponse<String> head =
                client.send(request.method("HEAD", BodyPublishers.noBody()).build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void givesEveryQuoteAKeyOfItsOwn() throws Exception {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            client.post(Map.of());
        }
        client.quotes("").path("data").forEach(item -> keys.add(item.path("key").asText()));
        assertThat(keys).hasSize(10).allMatch(key -> key.matches("[A-Za-z0-9]{14}"));
    }

    private List<String> names(String query) throws Exception {
        return client.quotes(query).path("data").findValuesAsText("customer_name");
    }

    private void restart(SandboxConfig config) {
        client.close();
        client = new SandboxClient(config, clock);
    }

    private HttpRequest request(String path, String authorization, String accept) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(client.url() + path)).header("Accept", accept);
        return (authorization.isEmpty() ? request : request.header("Authorization", authorization)).build();
    }
}
