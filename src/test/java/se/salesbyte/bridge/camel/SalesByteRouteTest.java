package se.salesbyte.bridge.camel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.DataType;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.salesbyte.bridge.delivery.Attempt;
import se.salesbyte.bridge.delivery.CallWatch;
import se.salesbyte.bridge.delivery.Claim;
import se.salesbyte.bridge.delivery.Dispatcher;
import se.salesbyte.bridge.delivery.Doubt;
import se.salesbyte.bridge.delivery.DoubtPolicy;
import se.salesbyte.bridge.delivery.Flow;
import se.salesbyte.bridge.delivery.FlowAlarm;
import se.salesbyte.bridge.delivery.HoldBack;
import se.salesbyte.bridge.delivery.LookUpSwitch;
import se.salesbyte.bridge.delivery.MatchCheckout;
import se.salesbyte.bridge.delivery.PlanSettlement;
import se.salesbyte.bridge.delivery.RetrySchedule;
import se.salesbyte.bridge.mapping.LogMappingChanges;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.notification.CheckoutEventWriter;
import se.salesbyte.bridge.notification.LeadEventWriter;
import se.salesbyte.bridge.notification.MessageFormat;
import se.salesbyte.bridge.notification.Receiver;
import se.salesbyte.bridge.notification.Receivers;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Profile;
import se.salesbyte.bridge.salesbyte.Profiles;
import se.salesbyte.bridge.salesbyte.SecretMask;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.store.AttemptRow;
import se.salesbyte.bridge.store.DueLead;
import se.salesbyte.bridge.store.DueMessage;
import se.salesbyte.bridge.store.LeadRecord;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.StoreSignals;
import se.salesbyte.bridge.testing.Events;
import se.salesbyte.bridge.testing.SettableClock;

/**
 * What {@code routes/salesbyte.camel.yaml} makes of each answer of SalesByte: the file as shipped, on a store on disk,
 * with only the HTTP endpoint replaced.
 */
class SalesByteRouteTest extends CamelTestSupport {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String UUID = "0b6f1e9c-5d0a-4c6b-9d7e-2f8a1c3e4b5d";
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final List<Duration> WAITS = List.of(
            ofSeconds(5),
            ofSeconds(30),
            ofMinutes(2),
            ofMinutes(10),
            ofMinutes(30),
            ofHours(1),
            ofHours(3),
            ofHours(6),
            ofHours(12));
    private static final Map<String, Object> ANNA =
            Map.of("customer_name", "Anna Ek", "customer_email", "anna@example.com", "reference", Map.of("id", 9001));

    private final SettableClock clock = new SettableClock(NOON);
    private final Profiles profiles =
            Profiles.of(new Profile(UUID, "7", Map.of("type", "website")), Map.of(), PhoneNumbers.in("SE"));
    private final SecretMask secrets = SecretMask.of(profiles.uuids());
    private final RetrySchedule schedule = new RetrySchedule(WAITS, 0, () -> 0);
    private final PlanSettlement plan =
            new PlanSettlement(schedule, new LeadEventWriter(receivers(), "http://console"), new SimpleMeterRegistry());
    private final DoubtPolicy policy = new DoubtPolicy(Doubt.RETRY, Doubt.HOLD, LookUpSwitch.withoutToken());
    private Path home;
    private LeadStore store;
    private Dispatcher<DueLead> leads;
    private StandInForSalesByte salesByte;
    private int events;
    private String accepted = "";

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        configuration.withUseAdviceWith(true).withUseRouteBuilder(false);
    }

    @BeforeEach
    void startWithoutTheHttpEndpoint(@TempDir Path folder) throws Exception {
        home = folder;
        store = LeadStore.sqlite(home.resolve("bridge.db"), new NobodyListens());
        salesByte = new StandInForSalesByte(store.queries());
        leads = new Dispatcher<>(
                "leads",
                Claim.of(store::claim, lead -> store.release(List.of(lead))),
                clock,
                1,
                Executors.newSingleThreadExecutor());
        RouteEngine.prepare(
                context,
                Presets.SHIPPED,
                key -> Optional.empty(),
                Map.of(
                        "salesbyte:create-lead",
                        new CreateLeadTransformer(profiles, PhoneNumbers.in("SE"), source -> Optional.empty(), null),
                        "salesbyte:answer",
                        new AnswerTransformer(secrets)));
        context.getRegistry().bind("parts", parts());
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveResource(context, "file:routes/salesbyte.camel.yaml"));
        AdviceWith.adviceWith(context, "salesbyte", route -> route.weaveById("salesbyte-post")
                .replace()
                .process(salesByte));
        context.start();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # created
            200 | application/json | {"id":123}                  | delivered |                 | callback lead.delivered
            201 | application/json | {"id":"q-1","links":{}}     | delivered |                 | callback lead.delivered
            # accepted as nobody knows what
            200 | text/plain       | Quote created               | unknown   | unknown-outcome | error-notification lead.unknown
            200 | text/html        | <html><body>OK</body></html> | unknown  | unknown-outcome | error-notification lead.unknown
            200 | application/json | {"id":null}                 | unknown   | unknown-outcome | error-notification lead.unknown
            204 |                  |                             | unknown   | unknown-outcome | error-notification lead.unknown
            # wrong uuid, profile, salesperson or address
            302 | text/html        | Redirecting                 | failed    | configuration   | error-notification lead.failed
            401 | application/json | {"message":"Unauthorized"}  | failed    | configuration   | error-notification lead.failed
            403 | text/html        | Forbidden                   | failed    | configuration   | error-notification lead.failed
            404 | application/json | {"message":"Not found"}     | failed    | configuration   | error-notification lead.failed
            # this lead is not taken
            400 | application/json | {"message":"Bad Request"}   | failed    | rejected        | error-notification lead.failed
            405 | application/json | {"message":"Not allowed"}   | failed    | rejected        | error-notification lead.failed
            409 | application/json | {"message":"Conflict"}      | failed    | rejected        | error-notification lead.failed
            413 | text/html        | Too large                   | failed    | rejected        | error-notification lead.failed
            419 | text/html        | Page Expired                | failed    | rejected        | error-notification lead.failed
            422 | application/json | {"message":"Invalid"}       | failed    | rejected        | error-notification lead.failed
            # later
            408 |                  |                             | retrying  |                 |
            425 |                  |                             | retrying  |                 |
            429 | application/json | {"message":"Slow down"}     | retrying  |                 |
            500 | application/json | {"message":"Server Error"}  | retrying  |                 |
            502 | text/html        | Bad Gateway                 | retrying  |                 |
            503 | text/html        | Unavailable                 | retrying  |                 |
            504 | text/html        | Gateway Timeout             | retrying  |                 |
            520 | text/html        | Web server is returning an unknown error | retrying | |
            """)
    void statusDecides(
            int status,
            @Nullable String contentType,
            @Nullable String body,
            String state,
            @Nullable String reason,
            @Nullable String message) {
        salesByte.answers(status, contentType, body);

        LeadRecord lead = deliver(ANNA);

        assertThat(lead.lead().state()).isEqualTo(LeadState.of(state));
        assertThat(lead.lead().reason()).isEqualTo(reason);
        assertThat(lead.lead().nextAt()).isEqualTo(state.equals("retrying") ? NOON.plusSeconds(5) : null);
        assertThat(onlyAttempt(lead).status()).isEqualTo(status);
        assertThat(queued()).isEqualTo(message == null ? List.of() : List.of(message));
        assertThat(salesByte.calls()).hasSize(1);
    }

    @Test
    void keepsTheQuoteAndTellsTheCallback() {
        salesByte.answers(200, "application/json", "{\"id\":123,\"links\":{\"edit\":\"https://s.example/q/123\"}}");

        LeadRecord lead = deliver(ANNA);

        assertThat(lead.lead().salesbyteId()).isEqualTo("123");
        JsonNode data = messages("callback").get(0).path("data");
        assertThat(data.path("salesbyte").path("id").asInt()).isEqualTo(123);
        assertThat(data.at("/salesbyte/links/edit").asText()).isEqualTo("https://s.example/q/123");
        assertThat(data.at("/lead/reference/id").asInt()).isEqualTo(9001);
        assertThat(data.at("/customer/email").asText()).isEqualTo("anna@example.com");
    }

    @ParameterizedTest
    @CsvSource({"302", "401", "403", "404"})
    void configurationFaultNamesTheLikelyCauses(int status) {
        salesByte.answers(status, "text/plain", "No query results");

        LeadRecord lead = deliver(ANNA);

        assertThat(onlyAttempt(lead).detail())
                .contains("SalesByte answered " + status, "No query results")
                .contains("salesbyte.uuid", "salesbyte.quote-profile-id", "salesperson's e-mail", "salesbyte.url");
    }

    @Test
    void keepsSalesBytesOwnWordsAndFieldErrors() {
        salesByte.answers(
                422,
                "application/json",
                """
                {"message":"The given data was invalid.",
                 "errors":{"customer_email":["The customer email must be a valid email address."],
                           "customer_phone":["Too short.","Not a number."]}}""");

        LeadRecord lead = deliver(ANNA);

        JsonNode failure = json(onlyAttempt(lead).failure());
        assertThat(failure.path("message").asText()).contains("The given data was invalid.");
        assertThat(failure.at("/errors/customer_email/0").asText()).startsWith("The customer email must");
        assertThat(failure.path("errors").path("customer_phone")).hasSize(2);
        assertThat(messages("error-notification").get(0).at("/data/failure")).isEqualTo(failure);
    }

    @ParameterizedTest(name = "{0} Retry-After: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            503 | 120                           | 120
            429 | 120                           | 120
            503 | Sat, 31 Jan 2026 12:03:00 GMT | 180
            # sooner than the schedule: the schedule holds
            503 | 1                             | 5
            503 | Sat, 31 Jan 2026 11:00:00 GMT | 5
            # capped at the longest wait of the schedule
            503 | 999999                        | 43200
            503 | Sun, 31 Jan 2027 12:00:00 GMT | 43200
            # neither seconds nor a date
            503 | soon                          | 5
            """)
    void waitsAsLongAsSalesByteAsks(int status, String retryAfter, long seconds) {
        salesByte.answers(status, null, (InputStream) null, "Retry-After", retryAfter);

        LeadRecord lead = deliver(ANNA);

        assertThat(lead.lead().state()).isEqualTo(LeadState.RETRYING);
        assertThat(lead.lead().nextAt()).isEqualTo(NOON.plusSeconds(seconds));
    }

    @Test
    void givesUpAfterTheLastWaitOfTheSchedule() {
        salesByte.answers(503, null, (InputStream) null);
        accept();
        for (Duration wait : WAITS) {
            LeadRecord lead = attempt(ANNA);
            assertThat(lead.lead().nextAt()).isEqualTo(clock.instant().plus(wait));
            clock.advance(wait);
        }

        LeadRecord lead = attempt(ANNA);

        assertThat(lead.lead().state()).isEqualTo(LeadState.FAILED);
        assertThat(lead.lead().reason()).isEqualTo("exhausted");
        assertThat(lead.attempts()).hasSize(WAITS.size() + 1);
        assertThat(queued()).containsExactly("error-notification lead.failed");
    }

    @ParameterizedTest
    @CsvSource({"200", "302", "403", "407", "422", "502", "503"})
    void aProxysAnswerIsNotSalesBytes(int status) {
        salesByte.refusedByAProxy(status, "Retry-After", "120");

        LeadRecord lead = deliver(ANNA);

        assertThat(lead.lead().state()).isEqualTo(LeadState.RETRYING);
        assertThat(lead.lead().nextAt()).isEqualTo(NOON.plusSeconds(120));
        assertThat(onlyAttempt(lead).status()).isNull();
        assertThat(onlyAttempt(lead).detail()).isEqualTo("the proxy answered " + status + " to CONNECT");
        assertThat(queued()).isEmpty();
    }

    static Stream<Throwable> unsentFaults() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new UnknownHostException("salesbyte.example"),
                new NoRouteToHostException("No route to host"),
                new ConnectTimeoutException("Connect to https://salesbyte.example timed out"),
                new ConnectionRequestTimeoutException("Timeout deadline: 5000 ms"),
                new SSLHandshakeException("unable to find valid certification path"),
                new IllegalStateException("a fault of ours"),
                new NoClassDefFoundError("a class that is not there"));
    }

    @ParameterizedTest
    @MethodSource("unsentFaults")
    void whatFailsBeforeTheRequestLeftIsTriedAgain(Throwable fault) {
        salesByte.failsUnsent(fault);

        LeadRecord lead = deliver(ANNA);

        assertThat(lead.lead().state()).isEqualTo(LeadState.RETRYING);
        assertThat(lead.lead().nextAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(onlyAttempt(lead).detail()).contains(fault.getClass().getSimpleName());
        assertThat(queued()).isEmpty();
    }

    static Stream<Throwable> faultsOnceSent() {
        return Stream.of(
                new SocketTimeoutException("Read timed out"),
                new NoHttpResponseException("salesbyte.example failed to respond"),
                new SocketException("Connection reset"),
                new ConnectException("a class that says nothing of what left"),
                new ProtocolException("The server failed to respond with a valid HTTP response"),
                new IllegalStateException("a fault of ours"),
                new NoClassDefFoundError("a class that is not there"));
    }

    @ParameterizedTest
    @MethodSource("faultsOnceSent")
    void whatFailsOnceTheRequestLeftIsUnknown(Throwable fault) {
        salesByte.failsOnceSent(fault);

        LeadRecord lead = deliver(ANNA);

        assertThat(lead.lead().state()).isEqualTo(LeadState.UNKNOWN);
        assertThat(lead.lead().reason()).isEqualTo("unknown-outcome");
        assertThat(lead.lead().nextAt()).isNull();
        assertThat(onlyAttempt(lead).detail()).contains(fault.getClass().getSimpleName());
        assertThat(queued()).containsExactly("error-notification lead.unknown");
    }

    @Test
    void answerThatBreaksOffInItsBodyIsUnknown() throws IOException {
        salesByte.answers(200, "application/json", new SequenceInputStream(bytes("{\"id\":1"), broken()));

        LeadRecord lead = deliver(ANNA);

        assertThat(lead.lead().state()).isEqualTo(LeadState.UNKNOWN);
        assertThat(queued()).containsExactly("error-notification lead.unknown");
    }

    @Test
    void aLeadThatMeetsAnExchangedRouteLosesNoAttempt() throws Exception {
        salesByte.answers(200, "application/json", "{\"id\":123}");
        AtomicInteger tries = new AtomicInteger();
        RouteBuilder.addRoutes(context, form -> form.from("lead:form")
                .process(exchange -> tries.incrementAndGet())
                .setBody(exchange -> ANNA)
                .to("direct:salesbyte"));
        Processor exchanged = context.getRoute("salesbyte").getProcessor();
        ServiceHelper.stopService(exchanged); // found once more by who still knew it
        accept();
        leads.start();
        await().until(() -> tries.get() > 1);
        ServiceHelper.startService(exchanged);

        await().until(() -> lastLead().lead().state() == LeadState.DELIVERED);
        assertThat(onlyAttempt(lastLead()).number()).isEqualTo(1);
        assertThat(salesByte.calls()).hasSize(1);
        assertThat(queued()).containsExactly("callback lead.delivered");
        leads.stop(ofSeconds(5));
    }

    @Test
    void whatAPoolOfThreadsRefusesIsAnAttempt() {
        salesByte.failsUnsent(new RejectedExecutionException("Task rejected from a pool"));

        assertThat(StoppedRoute.isCauseOf(new RejectedExecutionException("Task rejected from a pool")))
                .isFalse();
        assertThat(deliver(ANNA).lead().state()).isEqualTo(LeadState.RETRYING);
    }

    @Test
    void whatAThrottleOfTheRouteRefusesIsAnAttempt() throws Exception {
        RouteBuilder.addRoutes(context, form -> form.from("lead:form")
                .throttle(1)
                .timePeriodMillis(600_000)
                .rejectExecution(true)
                .setBody(exchange -> Map.of("skip", "the first")));
        accept();
        accept();
        leads.start();

        await().until(() -> lastLead().lead().state() != LeadState.ACCEPTED);
        leads.stop(ofSeconds(5));
        assertThat(lastLead().lead().attempts()).isEqualTo(1);
    }

    @Test
    void mappingThatSaysSkipIsRecordedAndCallsNobody() {
        LeadRecord lead = deliver(Map.of("skip", "a test submission", "customer_name", "Anna Ek"));

        assertThat(lead.lead().state()).isEqualTo(LeadState.SKIPPED);
        assertThat(onlyAttempt(lead).detail()).isEqualTo("a test submission");
        assertThat(salesByte.calls()).isEmpty();
        assertThat(queued()).isEmpty();
    }

    @Test
    void mappingThatSaysNotToSkipIsSent() {
        salesByte.answers(200, "application/json", "{\"id\": 1}");

        LeadRecord lead = deliver(Map.of("skip", false, "customer_name", "Anna Ek"));

        assertThat(lead.lead().state()).isEqualTo(LeadState.DELIVERED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # nobody to sell to
            {"message": "Hi",                   "tag_1": "form"}    | customer_name | routes/mappings/test.jsonata:
            # no field of SalesByte
            {"customer_name": "Anna Ek",  "custmer_email": "a@b.se"} | custmer_email | routes/mappings/test.jsonata:1:31
            # no Boolean
            {"customer_name": "Anna Ek",  "chat_enabled": "perhaps"} | chat_enabled | routes/mappings/test.jsonata:1:31
            """)
    void invalidLeadFailsBeforeTheCallWithFieldAndPlace(String mapping, String field, String place) throws Exception {
        Map<String, Object> properties = new LinkedHashMap<>();
        Object mapped = mappedBy(mapping, properties);
        accept();

        LeadRecord lead = attempt(mapped, properties);

        assertThat(lead.lead().state()).isEqualTo(LeadState.FAILED);
        assertThat(lead.lead().reason()).isEqualTo("validation");
        assertThat(json(onlyAttempt(lead).failure())
                        .at("/errors/" + field + "/0")
                        .asText())
                .contains(place);
        assertThat(salesByte.calls()).isEmpty();
        assertThat(queued()).containsExactly("error-notification lead.failed");
    }

    @Test
    void intentIsOnDiskWhenTheCallLeaves() {
        salesByte.answers(200, "application/json", "{\"id\":123}");

        deliver(ANNA);

        LeadRecord onDisk = salesByte.onlyCall().onDisk();
        assertThat(onDisk.lead().state()).isEqualTo(LeadState.DELIVERING);
        assertThat(onDisk.lead().attempts()).isEqualTo(1);
        assertThat(onDisk.lead().customerEmail()).isEqualTo("anna@example.com");
        assertThat(onlyAttempt(onDisk).outcome()).isNull();
        assertThat(json(onlyAttempt(onDisk).request()).path("customer_name").asText())
                .isEqualTo("Anna Ek");
    }

    @Test
    void nothingLeavesForALeadThatIsNoLongerOurs() {
        salesByte.answers(200, "application/json", "{\"id\":123}");
        accept();
        DueLead due = claim();
        run(due, ANNA, Map.of());

        LeadRecord lead = run(due, ANNA, Map.of()); // a second attempt of the same number

        assertThat(lead.lead().state()).isEqualTo(LeadState.DELIVERED);
        assertThat(salesByte.calls()).hasSize(1);
        assertThat(queued()).containsExactly("callback lead.delivered");
    }

    @Test
    void onlyWhatSalesByteNeedsTravels() {
        salesByte.answers(200, "application/json", "{\"id\":123}");

        deliver(ANNA);

        StandInForSalesByte.Call call = salesByte.onlyCall();
        assertThat(call.headers())
                .containsOnly(Map.entry("Content-Type", "application/json"), Map.entry("Accept", "application/json"));
        assertThat(json(call.body()).has("reference")).isFalse();
    }

    @Test
    void uuidTravelsAndIsKeptNowhere() throws IOException {
        String echo = "no integration " + UUID + " or " + UUID.toUpperCase(Locale.ROOT);
        String quoted = JSON.writeValueAsString(echo);
        salesByte.answers(200, "application/json", "{\"id\":1,\"links\":{\"edit\":" + quoted + "}}");
        deliver(ANNA);
        salesByte.answers(
                404, "application/json", "{\"message\":" + quoted + ",\"errors\":{\"uuid\":[" + quoted + "]}}");
        deliver(ANNA);
        salesByte.answers(500, "text/html", "<p>" + echo + "</p>");
        deliver(ANNA);
        salesByte.failsUnsent(new ConnectException(echo));
        deliver(ANNA);
        salesByte.failsOnceSent(new SocketTimeoutException(echo));
        deliver(ANNA);
        salesByte.failsOnceSent(new IllegalStateException(echo));
        deliver(ANNA);

        assertThat(salesByte.calls()).hasSize(6).allSatisfy(call -> assertThat(call.body())
                .contains(UUID));
        assertThat(messages("callback").toString() + messages("error-notification"))
                .contains("***")
                .doesNotContainIgnoringCase(UUID);
        store.close();
        assertThat(bytesOnDisk()).contains("anna@example.com", "***").doesNotContainIgnoringCase(UUID);
    }

    /** Accepts an event and makes the first attempt, with what its mapping made of it. */
    private LeadRecord deliver(Map<String, Object> mapped) {
        accept();
        return attempt(mapped);
    }

    private void accept() {
        events++;
        accepted = store.accept(List.of(Events.event("form", "event-" + events, clock.instant())))
                .join()
                .get(0)
                .leadId();
    }

    private LeadRecord lastLead() {
        return store.queries().find(accepted).orElseThrow();
    }

    private DueLead claim() {
        return store.claim("form", clock.instant(), 1).join().items().get(0);
    }

    private LeadRecord attempt(Object mapped) {
        return attempt(mapped, Map.of());
    }

    private LeadRecord attempt(Object mapped, Map<String, Object> properties) {
        return run(claim(), mapped, properties);
    }

    /** As the lead: consumer does it, except that headers of a webhook and variables of a source's route come along. */
    private LeadRecord run(DueLead due, Object mapped, Map<String, Object> properties) {
        Attempt attempt = new Attempt(due, store, plan, CallWatch.NONE, clock);
        Exchange exchange = template.send("direct:salesbyte", arriving -> {
            arriving.setProperty(LeadConsumer.LEAD, attempt);
            properties.forEach(arriving::setProperty);
            arriving.getIn().setBody(mapped);
            arriving.setVariable("skip", "of the source's route");
            arriving.setVariable("created", true);
            for (String header : List.of("Host", "Authorization", "Cookie", "X-Hub-Signature", "CamelHttpUri")) {
                arriving.getIn().setHeader(header, "of the webhook");
            }
        });
        attempt.finish(new ClassifyFault(secrets, policy).outcomeOf(exchange.getException(), attempt))
                .join();
        return store.queries().find(due.id()).orElseThrow();
    }

    /** The lead that a mapping of that text makes, and the exchange properties that it leaves. */
    private Object mappedBy(String jsonata, Map<String, Object> properties) throws IOException {
        Files.createDirectories(home.resolve(Mappings.FOLDER));
        Files.writeString(home.resolve(Mappings.FOLDER).resolve("test.jsonata"), jsonata);
        JsonataTransformer transformer = new JsonataTransformer(new Mappings(home, clock, new LogMappingChanges()));
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(Map.of());
        transformer.transform(exchange.getMessage(), DataType.ANY, new DataType("jsonata:test"));
        properties.putAll(exchange.getProperties());
        return exchange.getMessage().getBody();
    }

    private static AttemptRow onlyAttempt(LeadRecord lead) {
        assertThat(lead.attempts()).hasSize(1);
        return lead.attempts().get(0);
    }

    /** What waits in the outboxes, as {@code <outbox> <type>}. */
    private List<String> queued() {
        return Stream.of("callback", "error-notification")
                .flatMap(outbox -> due(outbox).stream())
                .map(message -> message.outbox() + " " + message.type())
                .toList();
    }

    private List<JsonNode> messages(String outbox) {
        return due(outbox).stream().map(message -> json(message.payload())).toList();
    }

    private List<DueMessage> due(String outbox) {
        return store.outboxes().claim(outbox, clock.instant(), 100).join().items();
    }

    private String bytesOnDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static JsonNode json(@Nullable String text) {
        try {
            return JSON.readTree(Objects.requireNonNull(text));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static InputStream broken() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        return closed;
    }

    private static Receivers receivers() {
        Receiver receiver = new Receiver(URI.create("http://receiver.example/"), MessageFormat.STANDARD_WEBHOOKS, null);
        return new Receivers(
                source -> Optional.of(receiver), source -> Optional.of(receiver), source -> Optional.empty());
    }

    private Flow flow() {
        return new Flow(
                new Flow.Rules(1, 0, 5, Duration.ofSeconds(30), null, schedule),
                () -> CompletableFuture.completedFuture(true),
                FlowAlarm.NONE,
                clock);
    }

    private BridgeParts parts() {
        return new BridgeParts(
                store,
                new SourceRegistry(),
                leads,
                flow(),
                new Dispatcher<>("messages", store.outboxes()::claim, clock, 1, Executors.newSingleThreadExecutor()),
                plan,
                schedule,
                policy,
                new HoldBack(null, null, new SimpleMeterRegistry()),
                new MatchCheckout(store, plan, new CheckoutEventWriter(receivers()), PhoneNumbers.in("SE"), clock),
                secrets,
                clock);
    }

    /** The test claims for itself. */
    private static final class NobodyListens implements StoreSignals {
        @Override
        public void leadDue(String source, Instant at) {}

        @Override
        public void messageDue(String outbox, Instant at) {}
    }
}
