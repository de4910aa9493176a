package se.salesbyte.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;

/** A mapping that is being written, tried on pasted and on received events. */
@Timeout(60)
class WorkbenchTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ADA = "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"company\":\"Ada AB\"}";
    private static final String MARKUP = "<script>alert('1')</script>&amp;\"";
    private static final String ENDLESS = "($f := function($x) { $f($x) }; $f(1))";

    @TempDir
    Path folder;

    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeEach
    void start() {
        bridge = BridgeUnderTest.start(new BridgeHome(folder).set("bridge.intake.max-body", "64KiB"), NOON);
        client = bridge.client();
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void showsWhatAPastedEventBecomesByAMappingThatIsBeingWritten() {
        JsonNode tried = attempt("form", call().put("mapping", "{\"customer_name\": name & \"!\", \"tag_1\": 7}"), ADA);

        assertThat(tried.at("/payload/company").asText()).isEqualTo("Ada AB");
        assertThat(tried.path("mapped")).hasToString("{\"customer_name\":\"Ada!\",\"tag_1\":7}");
        assertThat(tried.at("/request/customer_name").asText()).isEqualTo("Ada!");
        assertThat(tried.at("/request/tag_1").asText()).isEqualTo("7");
        assertThat(tried.at("/request/uuid").asText()).isEqualTo("***");
        assertThat(tried.path("faults")).isEmpty();
    }

    @Test
    void takesTodaysMappingWhereNoneIsGiven() {
        JsonNode tried = attempt("form", call(), ADA);
        assertThat(tried.at("/request/customer_company").asText()).isEqualTo("Ada AB");
    }

    @Test
    void marksASyntaxErrorAtItsLineAndColumn() {
        JsonNode tried = attempt("form", call().put("mapping", "{\n  \"customer_name\": (name\n}"), ADA);

        assertThat(tried.path("request").isNull()).isTrue();
        assertThat(tried.path("mapped").isNull()).isTrue();
        assertThat(tried.at("/payload/name").asText()).isEqualTo("Ada");
        JsonNode fault = tried.at("/faults/0");
        assertThat(fault.path("place").asText()).isEqualTo("routes/mappings/form.jsonata:3:1");
        assertThat(fault.path("line").asInt()).isEqualTo(3);
        assertThat(fault.path("column").asInt()).isEqualTo(1);
        assertThat(fault.path("reason").asText()).contains(")");
    }

    @Test
    void marksAFieldThatSalesByteWouldNotTake() {
        JsonNode tried = attempt(
                "form",
                call().put("mapping", "{\n  \"customer_name\": name,\n  \"chat_enabled\": \"perhaps\"\n}"),
                ADA);

        assertThat(tried.at("/mapped/chat_enabled").asText()).isEqualTo("perhaps");
        assertThat(tried.at("/faults/0/field").asText()).isEqualTo("chat_enabled");
        assertThat(tried.at("/faults/0/line").asInt()).isEqualTo(3);
        assertThat(tried.at("/faults/0/column").asInt()).isEqualTo(3);
    }

    @Test
    void endsAMappingThatWouldNotEnd() {
        JsonNode tried = attempt("form", call().put("mapping", "{\"customer_name\": " + ENDLESS + "}"), ADA);
        assertThat(tried.at("/faults/0/reason").asText()).contains("does not come to an end");
    }

    @Test
    void endsAMappingThatMakesATextOfNoSensibleLength() {
        JsonNode padded = attempt("form", call().put("mapping", "{\"customer_name\": $pad(name, 600000000)}"), ADA);
        assertThat(padded.at("/faults/0/reason").asText()).contains("at most 10000");
        String doubling =
                "($d := function($x, $n) {$n = 0 ? $x : $d($x & $x, $n - 1)}; {\"customer_name\": $d(name, 40)})";
        JsonNode doubled = attempt("form", call().put("mapping", doubling), ADA);
        assertThat(doubled.at("/faults/0/reason").asText()).contains("16 million");
    }

    @Test
    void tellsOfAnEmptyMappingAndOfOneThatIsNoObject() {
        assertThat(attempt("form", call().put("mapping", ""), ADA).path("faults"))
                .hasSize(1);
        assertThat(attempt("form", call().put("mapping", " "), ADA).path("faults"))
                .hasSize(1);
        assertThat(attempt("form", call().put("mapping", "name"), ADA)
                        .at("/faults/0/reason")
                        .asText())
                .contains("must give an object");
    }

    @Test
    void leavesTheMappingInUseAlone() {
        attempt("form", call().put("mapping", "{\"customer_name\": \"nobody\"}"), ADA);
        compare("form", "{\"customer_name\": \"nobody\"}");
        String id = client.postForm("sandbox", ADA).leadId();

        assertThat(client.awaitState(id, "delivered")
                        .at("/request/customer_name")
                        .asText())
                .isEqualTo("Ada");
        assertThat(client.manage("/api/leads").json().path("leads"))
                .as("nothing else was stored")
                .hasSize(1);
    }

    @Test
    void takesTheEventOfALeadWithAllTheMarkupInIt() throws Exception {
        String id = client.postForm("sandbox", JSON.writeValueAsString(call().put("name", MARKUP)))
                .leadId();
        JsonNode tried = attempt(
                "form", call().put("lead", id).put("mapping", "{\"customer_name\": name, \"customer_company\": name}"));

        assertThat(tried.at("/payload/name").asText()).isEqualTo(MARKUP);
        assertThat(tried.at("/mapped/customer_company").asText()).isEqualTo(MARKUP);
        assertThat(tried.at("/request/customer_company").asText()).isEqualTo(MARKUP);
    }

    @Test
    void readsAPastedEventAsItsContentTypeSays() {
        JsonNode tried =
                attempt("form", call().put("contentType", "application/x-www-form-urlencoded"), "name=Ada&phone=%2B46");
        assertThat(tried.at("/payload/phone").asText()).isEqualTo("+46");
        assertThat(tried.at("/mapped/customer_name").asText()).isEqualTo("Ada");
    }

    @Test
    void masksSecretsInTheEventAndInWhatIsMadeOfIt() {
        JsonNode tried = attempt(
                "form",
                call().put(
                                "mapping",
                                "{\"customer_name\": name, \"reference\": {\"first\": access_token, \"length\":"
                                        + " $length(access_token)}}"),
                "{\"name\":\"Ada\",\"access_token\":\"geheim\",\"more\":\"sandbox\"}");
        assertThat(tried.at("/payload/access_token").asText()).isEqualTo("***");
        assertThat(tried.at("/payload/more").asText()).as("the source's secret").isEqualTo("***");
        assertThat(tried.at("/mapped").toString()).doesNotContain("geheim");
    }

    @Test
    void warnsWhereTheRouteWouldFetchARecord() {
        JsonNode thin = attempt("meta-lead-ads", call(), "{\"entry\":[{\"changes\":[{\"field\":\"leadgen\"}]}]}");
        assertThat(thin.path("warnings").toString()).contains("only names a record", "meta-lead-ads-answers");
        JsonNode whole = attempt(
                "meta-lead-ads", call(), "{\"entry\":[{\"changes\":[{\"field\":\"leadgen\"}]}],\"record\":{\"id\":1}}");
        assertThat(whole.path("warnings").toString())
                .contains("meta-lead-ads-answers")
                .doesNotContain("only names");
        assertThat(attempt("form", call(), ADA).path("warnings")).isEmpty();
    }

    @Test
    void refusesWhatItCannotTry() {
        String id = client.postForm("sandbox", ADA).leadId();
        client.awaitState(id, "delivered");
        assertRefused(404, "no source of that name", "nosuch", call().put("payload", ADA));
        assertRefused(400, "either payload or the id", "form", call());
        assertRefused(
                400,
                "either payload or the id",
                "form",
                call().put("payload", ADA).put("lead", id));
        assertRefused(400, "not what its content type says", "form", call().put("payload", "no json"));
        assertRefused(415, "send ", "form", call().put("payload", ADA).put("contentType", "image/png"));
        assertRefused(404, "no lead of that id and source", "form", call().put("lead", "nosuch"));
        assertRefused(404, "no lead of that id and source", "typeform", call().put("lead", id));
        assertRefused(
                400,
                "at most 262144 characters",
                "form",
                call().put("payload", ADA).put("mapping", " ".repeat(262_145)));
        assertRefused(413, "bridge.intake.max-body", "form", call().put("payload", " ".repeat(65_537)));
        client.call("DELETE", "/api/leads?email=ada@example.com", "");
        assertRefused(409, "erased", "form", call().put("lead", id));
    }

    @Test
    void comparesBothMappingsOnWhatWasReceivedByField() {
        String ada = client.postForm("sandbox", ADA).leadId();
        String bo = client.postForm("sandbox", "{\"name\":\"Bo\",\"email\":\"bo@example.com\"}")
                .leadId();
        String nameless = client.postForm("sandbox", "{\"message\":\"hello\"}").leadId();
        String cia = client.postForm("sandbox", "{\"name\":\"Cia\"}").leadId();
        client.awaitState(nameless, "failed");

        JsonNode compared = compare(
                "form",
                """
                {
                  "skip": name = "Bo" ? "a colleague",
                  "customer_name": name ? name : "somebody",
                  "customer_email": email ? "x" & email,
                  "message": message,
                  "tag_1": "form"
                }""");
        assertThat(compared.path("compared").asInt()).isEqualTo(4);
        assertThat(compared.path("same").asInt()).as(compared.toString()).isEqualTo(1);
        assertThat(compared.path("leads").findValuesAsText("id"))
                .as("newest first, without %s, which is the same", cia)
                .containsExactly(nameless, bo, ada);

        JsonNode faulty = compared.at("/leads/0");
        assertThat(faulty.path("before").asText()).isEqualTo("faulty");
        assertThat(faulty.path("after").asText()).isEqualTo("request");
        assertThat(faulty.path("reason").isNull()).isTrue();
        assertThat(change(faulty, "customer_name"))
                .hasToString("{\"field\":\"customer_name\",\"before\":null,\"after\":\"somebody\"}");

        JsonNode skipped = compared.at("/leads/1");
        assertThat(skipped.path("before").asText()).isEqualTo("request");
        assertThat(skipped.path("after").asText()).isEqualTo("skipped");
        assertThat(skipped.path("reason").asText()).isEqualTo("a colleague");

        JsonNode changed = compared.at("/leads/2");
        assertThat(changed.path("changes").findValuesAsText("field"))
                .containsExactlyInAnyOrder("customer_email", "customer_company");
        assertThat(change(changed, "customer_email").path("after").asText()).isEqualTo("xada@example.com");
        assertThat(change(changed, "customer_company").path("after").isNull()).isTrue();

        assertThat(field(compared, "customer_email"))
                .hasToString("{\"field\":\"customer_email\",\"changed\":1,\"gained\":0,\"lost\":1}");
        assertThat(field(compared, "customer_company"))
                .hasToString("{\"field\":\"customer_company\",\"changed\":0,\"gained\":0,\"lost\":1}");
        assertThat(field(compared, "customer_name"))
                .hasToString("{\"field\":\"customer_name\",\"changed\":0,\"gained\":1,\"lost\":1}");
    }

    @Test
    void comparesTheNewestOfThatSourceAndLeavesOutTheErased() {
        client.postForm("sandbox", "{\"name\":\"Old\"}");
        String erased = client.postForm("sandbox", ADA).leadId();
        String newest = client.postForm("sandbox", "{\"name\":\"New\"}").leadId();
        client.awaitState(erased, "delivered");
        client.call("DELETE", "/api/leads?email=ada@example.com", "");

        JsonNode all = compare("form", "{\"customer_name\": \"x\"}");
        assertThat(all.path("compared").asInt()).isEqualTo(2);
        JsonNode one = client.call(
                        "POST",
                        "/api/workbench/form/compare",
                        call().put("mapping", "{\"customer_name\": \"x\"}")
                                .put("limit", 1)
                                .toString())
                .json();
        assertThat(one.path("leads").findValuesAsText("id")).containsExactly(newest);
        assertThat(compare("typeform", "{}").path("compared").asInt()).isZero();
    }

    @Test
    void saysOfEachEventWhyAMappingDoesNotWork() {
        client.postForm("sandbox", ADA);
        JsonNode compared = compare("form", "{\"customer_name\": " + ENDLESS + "}");
        assertThat(compared.at("/leads/0/after").asText()).isEqualTo("faulty");
        assertThat(compared.at("/leads/0/reason").asText())
                .contains("routes/mappings/form.jsonata:1:", "does not come to an end");
        assertThat(field(compared, "customer_email").path("lost").asInt()).isEqualTo(1);
    }

    @Test
    void comparesFromOneToTwoHundred() {
        for (String limit : List.of("0", "201", "\"many\"", "1.5")) {
            BridgeClient.Reply reply =
                    client.call("POST", "/api/workbench/form/compare", "{\"mapping\":\"{}\",\"limit\":" + limit + "}");
            assertThat(reply.status()).as(limit).isEqualTo(400);
            assertThat(reply.body()).contains("limit must be a number from 1 to 200");
        }
        assertThat(client.call("POST", "/api/workbench/form/compare", "").status())
                .isEqualTo(400);
    }

    private JsonNode attempt(String source, ObjectNode call, String payload) {
        return attempt(source, call.put("payload", payload));
    }

    private JsonNode attempt(String source, ObjectNode call) {
        BridgeClient.Reply reply = client.call("POST", "/api/workbench/" + source, call.toString());
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private JsonNode compare(String source, String mapping) {
        BridgeClient.Reply reply = client.call(
                "POST",
                "/api/workbench/" + source + "/compare",
                call().put("mapping", mapping).toString());
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private void assertRefused(int status, String detail, String source, ObjectNode call) {
        BridgeClient.Reply reply = client.call("POST", "/api/workbench/" + source, call.toString());
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.json().path("detail").asText()).contains(detail);
    }

    private static ObjectNode call() {
        return JSON.createObjectNode();
    }

    private static JsonNode change(JsonNode lead, String field) {
        return named(lead.path("changes"), field);
    }

    private static JsonNode field(JsonNode compared, String field) {
        return named(compared.path("fields"), field);
    }

    private static JsonNode named(JsonNode list, String field) {
        for (JsonNode entry : list) {
            if (entry.path("field").asText().equals(field)) {
                return entry;
            }
        }
        throw new AssertionError("no " + field + " in " + list);
    }
}
