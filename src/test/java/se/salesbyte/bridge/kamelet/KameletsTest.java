package se.salesbyte.bridge.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.testing.FreePort;
import se.salesbyte.bridge.testing.ScriptedSalesByte;
import se.salesbyte.bridge.testing.ScriptedSalesByte.Received;
import se.salesbyte.bridge.verification.WebhookRequest;

/** The routes that {@code kamelets.md} shows, in a Camel with nothing of a bridge but its class path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KameletsTest {
    private static final String UUID = "3f0c6bd2-uuid-of-a-test";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private List<String> json = List.of();
    private final ProducerTemplate template = camel.createProducerTemplate();

    @BeforeAll
    void start() throws Exception {
        Properties settings = new Properties();
        settings.setProperty("salesbyte.url", salesByte.url());
        settings.setProperty("salesbyte.uuid", UUID);
        settings.setProperty("salesbyte.quote-profile-id", "42");
        settings.setProperty("crm.secret", SECRET);
        settings.setProperty("crm.url", salesByte.url() + "/crm");
        camel.getPropertiesComponent().setInitialProperties(settings);
        String page = Files.readString(Path.of("src/main/docs/kamelets.md"));
        json = blocks(page, "json");
        List<String> routes = blocks(page, "yaml");
        String nowhere = routes.get(0)
                .replace("id: enquiry", "id: nowhere")
                .replace("direct:enquiry", "direct:nowhere")
                .replace("{{salesbyte.url}}", "http://127.0.0.1:" + FreePort.find());
        for (String route : List.of(routes.get(0), routes.get(1), nowhere)) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString("page" + route.hashCode() + ".yaml", route));
        }
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                from("direct:once-more").setProperty("went", constant("once more"));
                from("direct:tell-a-person").setProperty("went", constant("to a person"));
            }
        });
        camel.start();
    }

    @AfterAll
    void stop() throws Exception {
        camel.close();
        salesByte.close();
    }

    @Test
    void createsTheLeadOfThePage() throws Exception {
        int before = salesByte.received().size();

        Message answer = send(
                "direct:enquiry", json.get(0), Map.of("X-Mine", "kept", Exchange.HTTP_URI, "http://elsewhere.invalid"));

        Received request = only(before);
        assertThat(request.path()).isEqualTo("/integrations/create_brandawareness");
        assertThat(request.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "application/json")
                .doesNotContainKey("x-mine");
        assertThat(request.json().getMap())
                .containsEntry("customer_name", "Anna Lind")
                .containsEntry("customer_phone", "+46701740605")
                .containsEntry("uuid", UUID)
                .containsEntry("quote_profile_id", 42)
                .containsEntry("type", "enquiry")
                .doesNotContainKey("reference");
        JsonObject told = body(answer);
        assertThat(told.put("id", 5001)).isEqualTo(new JsonObject(json.get(1)));
        assertThat(answer.getHeaders())
                .containsEntry("SalesByteOutcome", "delivered")
                .containsEntry("SalesByteStatus", 200)
                .containsKey("SalesByteId")
                .containsEntry("X-Mine", "kept");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            408 |                                     | retry   |               | once more
            429 |                                     | retry   |               | once more
            503 | {"message": "Busy"}                 | retry   |               | once more
            500 | {"message": "Server Error"}         | unknown |               | to a person
            504 |                                     | unknown |               | to a person
            200 | created                             | unknown |               | to a person
            302 |                                     | failed  | configuration | to a person
            401 | {"message": "No"}                   | failed  | configuration | to a person
            404 | {"message": "No"}                   | failed  | configuration | to a person
            422 | {"errors": {"customer_email": "x"}} | failed  | rejected      | to a person
            """)
    void tellsWhatTheAnswerMeans(int status, String body, String outcome, String reason, String went) {
        int before = salesByte.received().size();
        salesByte.answers(status, body == null ? "" : body, "Retry-After", "7", "Location", salesByte.url() + "/else");

        Exchange exchange = exchange("direct:enquiry", json.get(0), Map.of());

        assertThat(salesByte.received()).as("sent once").hasSize(before + 1);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("SalesByteOutcome", outcome)
                .containsEntry("SalesByteStatus", status)
                .containsEntry("SalesByteRetryAfter", 7L);
        assertThat(exchange.getMessage().getHeader("SalesByteReason")).isEqualTo(reason);
        assertThat(exchange.getProperty("went")).isEqualTo(went);
    }

    @Test
    void doesNotKnowOfALeadWhoseCallWasCut() {
        int before = salesByte.received().size();
        salesByte.cuts();

        Message answer = send("direct:enquiry", json.get(0), Map.of());

        assertThat(salesByte.received()).hasSize(before + 1);
        assertThat(answer.getHeaders())
                .containsEntry("SalesByteOutcome", "unknown")
                .doesNotContainKey("SalesByteStatus");
        assertThat(body(answer).getString("message")).startsWith("no answer: ");
    }

    @Test
    void maySendAgainWhatNeverLeft() {
        Message answer = send("direct:nowhere", json.get(0), Map.of());

        assertThat(answer.getHeaders()).containsEntry("SalesByteOutcome", "retry");
        assertThat(body(answer).getString("message")).contains("ConnectException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"customer_name": "Anna", "chat_enabled": "perhaps", "custmer_email": "a"} | failed  | validation | custmer_email
            {"message": "who?"}                                                         | failed  | validation | customer_name
            {"customer_name": "Anna", "profile": "second"}                              | failed  | validation | profile
            [1]                                                                         | failed  | mapping    | JSON object
            {"customer_name":                                                           | failed  | mapping    | JSON
            {"customer_name": "Anna", "skip": "a test"}                                 | skipped |            | a test
            """)
    void sendsNothingThatIsNoLead(String lead, String outcome, String reason, String says) {
        int before = salesByte.received().size();

        Message answer = send("direct:enquiry", lead, Map.of("SalesByteId", 7));

        assertThat(salesByte.received()).hasSize(before);
        assertThat(answer.getHeaders())
                .containsEntry("SalesByteOutcome", outcome)
                .doesNotContainKey("SalesByteId");
        assertThat(answer.getHeader("SalesByteReason")).isEqualTo(reason);
        assertThat(answer.getBody(String.class)).contains(says).doesNotContain(UUID);
    }

    @Test
    void tellsNobodyTheUuid() {
        salesByte.answers(422, "{\"message\": \"There is no integration " + UUID + "\"}");

        Message answer = send("direct:enquiry", json.get(0), Map.of());

        assertThat(body(answer).getString("message")).isEqualTo("There is no integration ***");
    }

    @Test
    void refusesToRunInABridgeWhichKeepsLeads() throws Exception {
        try (DefaultCamelContext bridge = new DefaultCamelContext()) {
            bridge.getRegistry().bind("presets", Presets.SHIPPED);
            Exchange exchange = new org.apache.camel.support.DefaultExchange(bridge);

            assertThatThrownBy(() -> new PrepareLead().process(exchange))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("direct:salesbyte");
        }
    }

    @Test
    void signsSoThatTheReceiverCanCheckIt() {
        int before = salesByte.received().size();
        salesByte.answers(200, "thanks");

        send("direct:tell-crm", "{\"företag\": \"Lind\"}", Map.of("SalesByteId", 5001));

        Received request = only(before);
        assertThat(request.headers()).containsEntry("webhook-id", "quote-5001");
        assertThat(verified(request, SECRET)).isTrue();
        assertThat(verified(request, "another")).isFalse();
    }

    @Test
    void makesUpAnIdWhereThereIsNone() throws Exception {
        SignBody sign = new SignBody();
        sign.setSecret("plain text");
        Exchange exchange = new org.apache.camel.support.DefaultExchange(camel);
        exchange.getMessage().setBody("{}");

        sign.process(exchange);

        assertThat(exchange.getMessage().getHeader("webhook-id", String.class)).startsWith("msg_");
    }

    @Test
    void doesNotSignWhatIsNoText() {
        SignBody sign = new SignBody();
        sign.setSecret(SECRET);
        Exchange exchange = new org.apache.camel.support.DefaultExchange(camel);
        exchange.getMessage().setBody(new Object());

        assertThatThrownBy(() -> sign.process(exchange)).hasMessageContaining("marshal the body before it");
    }

    @Test
    void leavesHttpOfThatCamelAsItIs() {
        assertThat(camel.getComponent("http", HttpComponent.class).isAutomaticRetriesDisabled())
                .isFalse();
    }

    private static boolean verified(Received request, String secret) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return Presets.SHIPPED
                .named("standard-webhooks")
                .orElseThrow()
                .scheme()
                .verify(
                        WebhookRequest.of("POST", "/crm", headers, request.body()),
                        List.of(secret),
                        Clock.systemUTC().instant())
                .verified();
    }

    private Received only(int before) {
        assertThat(salesByte.received()).hasSize(before + 1);
        return salesByte.received().get(before);
    }

    private Message send(String endpoint, Object body, Map<String, Object> headers) {
        return exchange(endpoint, body, headers).getMessage();
    }

    private Exchange exchange(String endpoint, Object body, Map<String, Object> headers) {
        Exchange exchange = template.request(endpoint, asked -> {
            asked.getMessage().setBody(body);
            headers.forEach(asked.getMessage()::setHeader);
        });
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private static JsonObject body(Message message) {
        return new JsonObject(Objects.requireNonNull(message.getBody(String.class)));
    }

    private static List<String> blocks(String page, String language) {
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(MatchResult::group)
                .map(block -> block.substring(block.indexOf('\n') + 1, block.lastIndexOf("```")))
                .toList();
    }
}
