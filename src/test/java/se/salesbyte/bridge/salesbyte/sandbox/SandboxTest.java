package se.salesbyte.bridge.salesbyte.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.salesbyte.LeadDefaults;
import se.salesbyte.bridge.salesbyte.MappedLead;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Profile;
import se.salesbyte.bridge.salesbyte.Profiles;
import se.salesbyte.bridge.testing.SandboxServer;

class SandboxTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T09:30:00Z"), ZoneOffset.UTC);
    private static final SandboxConfig CONFIG = SandboxConfig.standard();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<SandboxServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(SandboxServer::close);
    }

    @Test
    void createsAQuoteWhoseLinksOpen() throws Exception {
        SandboxServer server = start(CONFIG);
        HttpResponse<String> created = post(server, lead());
        assertThat(created.statusCode()).isEqualTo(200);
        JsonNode answer = JSON.readTree(created.body());
        SandboxQuote quote = server.sandbox().quotes().get(0);
        assertThat(answer.path("id").isIntegralNumber()).isTrue();
        assertThat(answer.path("id").longValue()).isEqualTo(quote.id());
        assertThat(quote.key()).matches("[A-Za-z0-9]{14}");
        assertThat(answer.path("links"))
                .isEqualTo(JSON.valueToTree(Map.of(
                        "edit", server.url() + "/offerter/" + quote.id() + "/redigera",
                        "customer_view", server.url() + "/view/" + quote.key(),
                        "customer_verificate", server.url() + "/signed/" + quote.key(),
                        "customer_project_approval", server.url() + "/view/" + quote.key() + "?project_approval=1")));
        for (JsonNode link : answer.path("links")) {
            HttpResponse<String> page = get(link.asText());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("nothing here was sent to anyone")
                    .contains("Ada Lovelace")
                    .doesNotContain(SandboxConfig.UUID);
        }
        assertThat(get(answer.at("/links/customer_project_approval").asText()).body())
                .contains("Project approval of quote");
    }

    @Test
    void keepsWhatItReceivedExceptTheUuid() throws Exception {
        SandboxServer server = start(CONFIG);
        post(server, lead(Map.of("message", "  trimmed ", "tag_1", " ")));
        post(server, lead(Map.of("customer_email", "other@a.example")));
        assertThat(server.sandbox().quotes().get(0).fields())
                .doesNotContainKey("uuid")
                .containsEntry("message", "trimmed")
                .containsEntry("tag_1", null)
                .containsEntry("quote_profile_id", 1);
        assertThat(server.sandbox().countByEmail("ADA@a.example")).isEqualTo(1);
        assertThat(server.sandbox().countByEmail("nobody@a.example")).isZero();
    }

    @Test
    void takesWhatTheBridgeMakes() throws Exception {
        SandboxServer server = start(CONFIG);
        PhoneNumbers phones = PhoneNumbers.in("SE");
        Profile profile = new Profile(SandboxConfig.UUID, "1", Map.of("type", "web"));
        Map<String, @Nullable Object> request = Profiles.of(profile, Map.of(), phones)
                .complete(MappedLead.of(Map.of("customer_name", "Ada"), phones), LeadDefaults.NONE, null)
                .fields();
        assertThat(post(server, request).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // field             | value                       | model
                "uuid                | nope                        | Integration",
                "quote_profile_id    | 2                           | QuoteProfile",
                "quote_profile_id    | 999999999999999999          | QuoteProfile",
                "salesperson_email   | someone@sandbox.example     | User",
            })
    void answers404ForWhatItDoesNotKnow(String field, String value, String model) throws Exception {
        SandboxServer server = start(CONFIG);
        HttpResponse<String> answer = post(server, lead(Map.of(field, value)));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"message\":\"No query results for model [App\\\\Models\\\\" + model + "].\"}");
        assertThat(server.sandbox().quotes()).isEmpty();
    }

    @Test
    void knowsItsSalespeopleAndConfiguredOnes() throws Exception {
        SandboxServer server =
                start(CONFIG.withSalesperson("New@sandbox.example").withIntegration("another", 5));
        Object several = List.of("Anna.Andersson@sandbox.example", "new@sandbox.example");
        assertThat(post(server, lead(Map.of("salesperson_email", several))).statusCode())
                .isEqualTo(200);
        Object oneUnknown = List.of("anna.andersson@sandbox.example", "x@sandbox.example");
        assertThat(post(server, lead(Map.of("salesperson_email", oneUnknown))).statusCode())
                .isEqualTo(404);
        assertThat(post(server, lead(Map.of("uuid", "another", "quote_profile_id", 5)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(server, lead(Map.of("uuid", "another"))).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                // field                | JSON value       | error
                "customer_name          | '   '            | The customer name field is required.",
                "customer_name          | null             | The customer name field is required.",
                "customer_name          | 42               | The customer name field must be a string.",
                "chat_enabled           | 'true'           | The chat enabled field must be true or false.",
                "chat_enabled           | 2                | The chat enabled field must be true or false.",
                "quote_profile_id       | 'x'              | The quote profile id field must be an integer.",
                "quote_profile_id       | 1.5              | The quote profile id field must be an integer.",
                "quote_profile_id       | '01'             | The quote profile id field must be an integer.",
                "quote_profile_id       | false            | The quote profile id field must be an integer.",
                "quote_profile_id       | 99999999999999999999 | The quote profile id field must be an integer.",
                "customer_email         | 'ada'            | The customer email field must be a valid email address.",
                "customer_email         | 'ada@a..example' | The customer email field must be a valid email address.",
                "customer_email         | 'ada b@a.example' | The customer email field must be a valid email address.",
                "tag_1                  | 7                | The tag 1 field must be a string.",
                "salesperson_email      | {}               | The salesperson email field must be a string.",
                "salesperson_email      | 'anna'           | The salesperson email field must be a valid email address.",
            })
    void refusesWhatLaravelWould(String field, String value, String error) throws Exception {
        SandboxServer server = start(CONFIG);
        Map<String, @Nullable Object> lead = lead();
        lead.put(field, JSON.readValue(value.replace('\'', '"'), Object.class));
        HttpResponse<String> answer = post(server, lead);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()))
                .isEqualTo(JSON.valueToTree(Map.of("message", error, "errors", Map.of(field, List.of(error)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "\"0\"", "\"1\"", "true", "false"})
    void takesBooleansAsLaravelDoes(String value) throws Exception {
        Map<String, @Nullable Object> lead = lead();
        lead.put("chat_enabled", JSON.readValue(value, Object.class));
        assertThat(post(start(CONFIG), lead).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "\"1\"", "\"+1\"", "\" 1 \"", "true"})
    void takesIntegersAsLaravelDoes(String value) throws Exception {
        Map<String, @Nullable Object> lead = lead();
        lead.put("quote_profile_id", JSON.readValue(value, Object.class));
        assertThat(post(start(CONFIG), lead).statusCode()).isEqualTo(200);
    }

    @Test
    void countsFurtherErrors() throws Exception {
        SandboxServer server = start(CONFIG);
        Map<String, @Nullable Object> lead = lead();
        lead.remove("customer_name");
        lead.remove("type");
        assertThat(message(post(server, lead))).isEqualTo("The customer name field is required. (and 1 more error)");
        lead.put("salesperson_email", List.of("anna.andersson@sandbox.example", "x"));
        HttpResponse<String> answer = post(server, lead);
        assertThat(message(answer)).isEqualTo("The customer name field is required. (and 2 more errors)");
        assertThat(JSON.readTree(answer.body())
                        .path("errors")
                        .path("salesperson_email.0")
                        .isMissingNode())
                .isTrue();
        assertThat(JSON.readTree(answer.body()).path("errors").path("salesperson_email.1"))
                .hasToString("[\"The salesperson_email.1 field must be a valid email address.\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "Quote"})
    void readsABodyThatIsNoObjectAsNoFields(String body) throws Exception {
        HttpResponse<String> answer = send(request(start(CONFIG)).POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(message(answer)).isEqualTo("The uuid field is required. (and 8 more errors)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*                                        | 302",
                "text/html, application/json                | 302",
                "application/json;q=0.5, text/html          | 302",
                "application/json                           | 422",
                "application/problem+json, */*              | 422",
                "text/html;q=0.5, application/json          | 422",
            })
    void redirectsAValidationFaultUnlessJsonIsWantedFirst(String accept, int status) throws Exception {
        SandboxServer server = start(CONFIG);
        HttpResponse<String> answer =
                send(request(server).setHeader("Accept", accept).POST(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 302) {
            String location = answer.headers().firstValue("Location").orElseThrow();
            assertThat(get(location).statusCode()).isEqualTo(200); // the trap: a page that looks like success
        }
    }

    @Test
    void answers405ToOtherMethods() throws Exception {
        SandboxServer server = start(CONFIG);
        HttpResponse<String> answer = send(request(server).GET());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        assertThat(message(answer))
                .isEqualTo("The GET method is not supported for route integrations/create_brandawareness."
                        + " Supported methods: POST.");
    }

    @Test
    void answers413ToAHugeBody() throws Exception {
        HttpResponse<String> answer = post(start(CONFIG), lead(Map.of("message", "x".repeat(1024 * 1024))));
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    private SandboxServer start(SandboxConfig config) {
        SandboxServer server = SandboxServer.start(config, CLOCK);
        servers.add(server);
        return server;
    }

    private static Map<String, @Nullable Object> lead() {
        Map<String, @Nullable Object> lead = new LinkedHashMap<>();
        lead.put("uuid", SandboxConfig.UUID);
        lead.put("quote_profile_id", 1);
        lead.put("customer_name", "Ada Lovelace");
        lead.put("chat_enabled", false);
        lead.put("send_type", "none");
        lead.put("type", "web");
        lead.put("workflows_enabled", false);
        lead.put("allow_customer_document_upload", false);
        lead.put("trigger_created_messages_to_customer", false);
        lead.put("customer_email", "ada@a.example");
        return lead;
    }

    private static Map<String, @Nullable Object> lead(Map<String, ?> changed) {
        Map<String, @Nullable Object> lead = new HashMap<>(lead());
        lead.putAll(changed);
        return lead;
    }

    private static String message(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).path("message").asText();
    }

    private HttpResponse<String> post(SandboxServer server, Map<String, ?> lead) throws Exception {
        return send(request(server).POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(lead))));
    }

    private static HttpRequest.Builder request(SandboxServer server) {
        return HttpRequest.newBuilder(server.leads())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
    }

    private HttpResponse<String> get(String address) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
