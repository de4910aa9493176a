package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** Changes routes, mappings and examples of a running bridge. */
@SuppressWarnings("NullAway.Init")
class ReloadTest {
    private static final Instant START = Instant.parse("2026-11-20T09:15:00Z");
    private static final String FORM = "routes/sources/form.camel.yaml";
    private static final String MAPPING = "routes/mappings/form.jsonata";
    private static final String SALESBYTE = "routes/salesbyte.camel.yaml";

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;
    private int events;

    @BeforeEach
    void makeHome() {
        home = new BridgeHome(folder).live(salesByte.url()).set("bridge.reload", "manual");
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
    }

    private void start() {
        bridge = BridgeUnderTest.start(home, START);
        client = bridge.client();
    }

    @Test
    void usesAChangedRouteAndItsMappingTogether() throws IOException {
        start();
        change(FORM, route -> route.replace("jsonata:form", "jsonata:form-2"));
        write("routes/mappings/form-2.jsonata", read(MAPPING).replace("$exists(reference)", "$exists( reference )"));
        JsonNode plan = reload();

        assertThat(plan.at("/files/0/file").asText()).isEqualTo("routes/mappings/form-2.jsonata");
        assertThat(plan.at("/files/1/file").asText()).isEqualTo(FORM);
        assertThat(plan.toString()).doesNotContain("\"takesOver\":false");
        assertThat(client.manage("/api/sources/form").json().at("/mapping/file").asText())
                .isEqualTo("routes/mappings/form-2.jsonata");
        deliversWithTag("form");
    }

    @Test
    void changesNothingInADryRun() throws IOException {
        start();
        remap("tag", "\"tag_1\": \"form\"", "\"tag_1\": \"other\"");
        JsonNode plan = client.call("POST", "/api/reload?dryRun=true", "").json();

        assertThat(plan.at("/files").size()).isEqualTo(1);
        deliversWithTag("form");
        assertThat(reload().at("/files/0/takesOver").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            lead:form                | lead:form?nosuch=1        | form.camel.yaml:6:
            secret:                  | sekret:                   | form.camel.yaml:10:9:
            transformDataType:       | transformDataTyp:         | form.camel.yaml:1
            uri: direct:salesbyte    | uri: direct:salesbite     | form.camel.yaml:19:
            uri: direct:salesbyte    | uri: nosuch:salesbyte     | form.camel.yaml:19:
            jsonata:form             | jsonata:nosuch            | form.camel.yaml:15:
            id: form                 | id: hubspot               | hubspot
            lead:form                | lead:hubspot              | hubspot
            steps:                   | ste ps: [                 | form.camel.yaml:1
            """)
    void refusesABrokenRouteAndTheOldOneGoesOn(String part, String instead, String told) throws IOException {
        start();
        change(FORM, route -> route.replaceFirst(part + "(?![\\w-])", instead));
        JsonNode plan = reload();

        assertThat(plan.at("/files/0/fault").asText()).contains(told).doesNotContain("\n", "form-token");
        deliversWithTag("form");
        assertThat(client.manage("/api/sources/form").json().path("state").asText())
                .isEqualTo("running");
        assertThat(client.manage("/api/sources/form").json().path("fault").asText())
                .isEqualTo(plan.at("/files/0/fault").asText());
        assertThat(client.manage("/observe/health/ready").status()).isEqualTo(200);
        assertThat(client.manage("/observe/health?exposureLevel=full&data=true").body())
                .contains("changed files are refused");
        change(FORM, route -> read("original"));
        assertThat(reload().path("files")).isEmpty();
        assertThat(client.manage("/api/sources/form").json().path("fault").isNull())
                .isTrue();
    }

    @Test
    void refusesAMappingThatBreaksAnExampleOfItsSource() throws IOException {
        start();
        remap("customer", "\"customer_email\": $email", "\"customer_email\": $phone");
        JsonNode plan = reload();

        assertThat(plan.at("/files/0/fault").asText())
                .startsWith(MAPPING + ":")
                .contains("customer_email", "routes/examples/form/", "bridge check")
                .doesNotContain("@");
        deliversWithTag("form");
        assertThat(client.manage("/api/sources/form").json().path("fault").asText())
                .startsWith(MAPPING);
    }

    @Test
    void takesAMappingWhoseExampleFailsAsItMust() throws IOException {
        start();
        write("routes/examples/form/nobody.event.json", "{\"message\":\"Hej\"}");
        write(
                "routes/examples/form/nobody.lead.json",
                "{\"failure\":{\"reason\":\"validation\",\"errors\":{\"customer_name\":\"empty\"}}}");
        remap("customer", "\"customer_email\": $email", "\"customer_email\":  $email");
        assertThat(reload().at("/files/0/fault").asText("null")).isEqualTo("null");
        write("routes/examples/form/nobody.lead.json", "{\"failure\":{\"reason\":\"mapping\"}}");
        remap("customer", "\"customer_email\":  $email", "\"customer_email\": $email");
        assertThat(reload().at("/files/0/fault").asText()).contains("nobody.lead.json", "bridge check");
    }

    @Test
    void takesANewFileARenamedOneAndADeletedOne() throws IOException {
        home.set("second.secret", "second-token");
        start();
        write(
                "routes/sources/second.camel.yaml",
                read(FORM)
                        .replace("lead:form", "lead:second")
                        .replace("id: form", "id: second")
                        .replace("{{form.secret}}\"", "{{second.secret}}\"\n        preset: form"));
        assertThat(reload().toString()).doesNotContain("\"takesOver\":false");
        assertThat(postSecond()).isEqualTo(202);

        Files.move(home.folder().resolve(FORM), home.folder().resolve("routes/sources/renamed.camel.yaml"));
        assertThat(reload().path("files").size()).isEqualTo(2);
        deliversWithTag("form");

        Files.delete(home.folder().resolve("routes/sources/second.camel.yaml"));
        assertThat(reload().at("/files/0/change").asText()).isEqualTo("gone");
        assertThat(postSecond()).isEqualTo(503);
    }

    @Test
    void keepsARouteWhoseFileWasRenamedAndBroken() throws IOException {
        start();
        Files.delete(home.folder().resolve(FORM));
        write("routes/sources/renamed.camel.yaml", "- route: [");
        assertThat(reload().path("files").toString()).contains("it may be the same");
        deliversWithTag("form");
    }

    @Test
    void refusesToLoseWhatOthersSendTo() throws IOException {
        start();
        Files.delete(home.folder().resolve(SALESBYTE));
        assertThat(reload().at("/files/0/fault").asText()).contains("sends to direct:salesbyte");
        deliversWithTag("form");
    }

    @Test
    void finishesWhatIsBeingSentBeforeASharedRouteChangesAndKeepsItsCounters() throws IOException {
        salesByte.takes(1000);
        start();
        String before = post();
        await().until(() -> salesByte.received().size() == 1);
        change(SALESBYTE, route -> "# changed\n" + route);
        assertThat(reload().at("/files/0/takesOver").asBoolean()).isTrue();

        assertThat(client.lead(before).path("state").asText()).isEqualTo("delivered");
        salesByte.takes(0);
        deliversWithTag("form");
        assertThat(client.manage("/observe/metrics").body().lines())
                .anyMatch(line ->
                        line.startsWith("bridge_attempts_seconds_count{outcome=\"delivered\"") && line.endsWith(" 2"));
    }

    @Test
    void usesAChangedTemplateInTheRoutesMadeOfIt() throws IOException {
        String template = "- routeTemplate:\n    id: of-a-form\n    parameters:\n      - name: source\n    from:\n"
                + read(FORM)
                        .substring(read(FORM).indexOf("      id: form-webhook"))
                        .replaceAll("(?m)^ +(id|description): .*\n", "")
                        .replace("lead:form", "lead:{{source}}");
        write("routes/form-template.camel.yaml", template);
        write(
                FORM,
                """
                - templatedRoute:
                    routeTemplateRef: of-a-form
                    routeId: form
                    parameters:
                      - name: source
                        value: form
                """);
        start();
        deliversWithTag("form");
        write("routes/form-template.camel.yaml", template.replace("jsonata:form", "jsonata:nosuch"));
        assertThat(reload().path("files").toString()).contains("\"takesOver\":false");
        deliversWithTag("form");
        write("routes/form-template.camel.yaml", template.replace("jsonata:form", "jsonata:form-2"));
        write("routes/mappings/form-2.jsonata", read(MAPPING));
        assertThat(reload().toString()).doesNotContain("\"takesOver\":false");
        assertThat(client.manage("/api/sources/form").json().at("/mapping/file").asText())
                .isEqualTo("routes/mappings/form-2.jsonata");
        deliversWithTag("form");
    }

    @Test
    void usesChangedPresets() throws IOException {
        home.set("bridge.reload", "auto");
        start();
        write("routes/presets.yaml", "own:\n  nosuch: 1\n");
        await().until(() -> client.manage("/observe/health?exposureLevel=full&data=true")
                .body()
                .contains("presets.yaml"));
        deliversWithTag("form");
        Files.delete(home.folder().resolve("routes/presets.yaml"));
        await().until(() -> !client.manage("/observe/health?exposureLevel=full&data=true")
                .body()
                .contains("presets.yaml"));
    }

    @Test
    void looksByItselfOnceAFileIsWritten() throws IOException {
        home.set("bridge.reload", "auto");
        start();
        String whole = read(FORM).replace("jsonata:form", "jsonata:form-2");
        write("routes/mappings/form-2.jsonata", read(MAPPING));
        write(FORM, whole.substring(0, whole.length() / 2));
        write(FORM, whole);
        await().atMost(Duration.ofSeconds(20)).until(() -> client.manage("/api/sources/form")
                .json()
                .at("/mapping/file")
                .asText()
                .equals("routes/mappings/form-2.jsonata"));
        deliversWithTag("form");
    }

    @Test
    void changesNothingWhereItIsOff() throws IOException {
        home.set("bridge.reload", "off");
        start();
        change(FORM, route -> "broken");
        assertThat(client.call("POST", "/api/reload", "").status()).isEqualTo(409);
        deliversWithTag("form");
    }

    private JsonNode reload() {
        BridgeClient.Reply reply = client.call("POST", "/api/reload", "");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private void deliversWithTag(String tag) {
        String id = post();
        JsonNode lead = client.awaitAnyOf(id, "delivered", "failed", "retrying", "unknown");
        assertThat(lead.path("state").asText()).as(lead.toString()).isEqualTo("delivered");
        assertThat(lead.at("/attempts").size()).isEqualTo(1);
        assertThat(lead.at("/request/tag_1").asText()).isEqualTo(tag);
    }

    private String post() {
        BridgeClient.Reply reply =
                client.postForm("form-token", "{\"name\":\"Ada\",\"email\":\"ada" + ++events + "@example.com\"}");
        assertThat(reply.status()).isEqualTo(202);
        return reply.leadId();
    }

    private int postSecond() {
        return client.post(
                        "/webhooks/second?token=second-token",
                        "{\"email\":\"bo" + ++events + "@example.com\"}",
                        "Content-Type",
                        "application/json")
                .status();
    }

    private void remap(String what, String part, String instead) throws IOException {
        assertThat(read(MAPPING)).as(what).contains(part);
        change(MAPPING, mapping -> mapping.replace(part, instead));
    }

    private void change(String file, UnaryOperator<String> how) throws IOException {
        if (Files.notExists(home.folder().resolve("original"))) {
            write("original", read(file));
        }
        write(file, how.apply(read(file)));
    }

    private String read(String file) {
        try {
            return Files.readString(home.folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(home.folder().resolve(file), text);
    }
}
