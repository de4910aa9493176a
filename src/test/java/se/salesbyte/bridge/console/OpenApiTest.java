package se.salesbyte.bridge.console;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.testing.Events.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.SettableClock;

/** The document and the product say the same: every call is in it, and every answer of a running bridge fits it. */
@Timeout(60)
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String JSON = "application/json";

    @TempDir
    Path folder;

    private final Set<String> succeeded = new HashSet<>();
    private JsonNode document = new YAMLMapper().createObjectNode();

    @Test
    void describesEveryCallAndNoOther() {
        try (ApiServer api = new ApiServer(
                folder,
                new SettableClock(NOON),
                (request, by) -> CompletableFuture.completedFuture(Release.refused("never")),
                EraseElsewhere.NOWHERE)) {
            Set<String> served = api.router().getRoutes().stream()
                    .filter(route -> route.methods() != null)
                    .flatMap(route -> route.methods().stream()
                            .map(method -> method + " " + route.getName().replaceAll(":(\\w+)", "{$1}")))
                    .collect(toSet());
            document = parse(api.call("GET", "/api/openapi.yaml").body());
            Set<String> described = operations();
            described.remove("POST /webhooks/{source}");
            assertThat(described).isEqualTo(served);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void describesWhatARunningBridgeAnswers() {
        BridgeHome home = new BridgeHome(folder).set("bridge.intake.max-body", "64KiB");
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, NOON)) {
            BridgeClient client = bridge.client();
            document = parse(client.manage("/api/openapi.yaml").body());
            String ada = "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}";
            BridgeClient.Reply accepted = client.postForm("sandbox", ada);
            fits("POST /webhooks/{source}", accepted, 202);
            fits("POST /webhooks/{source}", client.postForm("sandbox", ada), 200);
            fits("POST /webhooks/{source}", client.postForm("wrong", ada), 401);
            fits("POST /webhooks/{source}", client.postForm("sandbox", "no json"), 400);
            fits("POST /webhooks/{source}", client.postForm("sandbox", " ".repeat(70_000)), 413);
            fits(
                    "POST /webhooks/{source}",
                    client.post("/webhooks/form?token=sandbox", "x", "Content-Type", "image/png"),
                    415);
            fits("POST /webhooks/{source}", client.post("/webhooks/nosuch", ada), 404);
            fits("POST /webhooks/{source}", client.request("GET", "/webhooks/form"), 405);
            client.awaitState(accepted.leadId(), "delivered");
            String failed = client.postForm("sandbox", "{\"name\":\"Eve\",\"email\":\"no address\"}")
                    .leadId();
            String skipped = client.postForm("sandbox", "{}").leadId();
            for (String id : List.of(accepted.leadId(), failed, skipped)) {
                fits("GET /api/leads/{id}", client.manage("/api/leads/" + id), 200);
            }
            fits("GET /api/leads/{id}", client.manage("/api/leads/nosuch"), 404);
            String resolve = "/api/leads/" + failed + "/resolve";
            client.awaitState(failed, "failed");
            fits("POST /api/leads/{id}/resolve", client.call("POST", resolve, "{\"as\":\"sold\"}"), 400);
            fits("POST /api/leads/{id}/resolve", client.call("POST", resolve, "{\"as\":\"discarded\"}"), 200);
            fits("POST /api/leads/{id}/resolve", client.call("POST", resolve, "{\"as\":\"discarded\"}"), 409);
            String replay = "POST /api/leads/{id}/replay";
            String replayed = "/api/leads/" + accepted.leadId() + "/replay";
            fits(replay, client.call("POST", replayed, ""), 409);
            fits(replay, client.call("POST", replayed, "no json"), 400);
            fits(replay, client.call("POST", "/api/leads/nosuch/replay", ""), 404);
            fits(
                    replay,
                    client.call(
                            "POST", replayed, "{\"force\":true,\"reason\":\"gone\",\"fields\":{\"tag_1\":\"again\"}}"),
                    202);
            client.awaitLead(
                    accepted.leadId(),
                    lead -> lead.path("attempts").size() == 2
                            && lead.path("state").asText().equals("delivered"));
            fits("GET /api/leads/{id}", client.manage("/api/leads/" + accepted.leadId()), 200);
            String many = "POST /api/leads/replay";
            fits(many, client.call("POST", "/api/leads/replay?dryRun=true", ""), 200);
            fits(many, client.call("POST", "/api/leads/replay?state=delivered", ""), 409);
            fits(many, client.call("POST", "/api/leads/replay?force=true", ""), 400);
            BridgeClient.Reply opened = client.call("POST", "/api/leads/replay?source=form", "");
            fits(many, opened, 202);
            String started = "/api/replays/" + opened.json().path("replay").asText();
            fits("GET /api/replays", client.manage("/api/replays"), 200);
            fits("GET /api/replays/{id}", client.manage(started), 200);
            fits("GET /api/replays/{id}", client.manage("/api/replays/nosuch"), 404);
            fits("POST /api/replays/{id}/stop", client.call("POST", started + "/stop", ""), 200);
            fits("GET /api/leads", client.manage("/api/leads?limit=1"), 200);
            fits("GET /api/leads", client.manage("/api/leads?q=%25&state=delivered"), 200);
            fits("GET /api/leads", client.manage("/api/leads?limit=0"), 400);
            fits("GET /api/leads", client.call("PUT", "/api/leads", ""), 405);
            fits("GET /api/sources", client.manage("/api/sources"), 200);
            fits("GET /api/sources/{source}", client.manage("/api/sources/form"), 200);
            fits("GET /api/sources/{source}", client.manage("/api/sources/meta-lead-ads"), 200);
            fits("GET /api/sources/{source}", client.manage("/api/sources/nosuch"), 404);
            String sign = "POST /api/sources/{source}/sign";
            fits(sign, client.call("POST", "/api/sources/form/sign", "{\"example\":\"english\"}"), 200);
            fits(sign, client.call("POST", "/api/sources/form/sign", "{\"example\":\"nosuch\"}"), 404);
            fits(sign, client.call("POST", "/api/sources/form/sign", "{}"), 400);
            String attempt = "POST /api/workbench/{source}";
            String again = "{\"lead\":\"" + accepted.leadId() + "\"";
            fits(attempt, client.call("POST", "/api/workbench/form", again + "}"), 200);
            fits(attempt, client.call("POST", "/api/workbench/form", again + ",\"mapping\":\"{\"}"), 200);
            fits(attempt, client.call("POST", "/api/workbench/form", again + ",\"mapping\":\"{}\"}"), 200);
            fits(attempt, client.call("POST", "/api/workbench/form", "{}"), 400);
            fits(attempt, client.call("POST", "/api/workbench/nosuch", again + "}"), 404);
            String compare = "POST /api/workbench/{source}/compare";
            String name = "{\"mapping\":\"{'customer_name': 'x', 'reference': {'a': 1}}\"}";
            fits(compare, client.call("POST", "/api/workbench/form/compare", name), 200);
            fits(compare, client.call("POST", "/api/workbench/form/compare", "{}"), 400);
            fits("GET /api/overview", client.manage("/api/overview"), 200);
            fits("GET /api/leads", client.manage("/api/leads?reason=validation&waiting=too-old"), 200);
            fits("GET /api/leads", client.manage("/api/leads?waiting=any"), 200);
            fits("GET /api/leads", client.manage("/api/leads?waiting=breaker"), 400);
            fits("GET /api/stats", client.manage("/api/stats"), 200);
            fits("GET /api/stats", client.manage("/api/stats?window=32d"), 400);
            fits("POST /api/reload", client.call("POST", "/api/reload?dryRun=true", ""), 200);
            fits("POST /api/reload", client.call("POST", "/api/reload?dryRun=yes", ""), 400);
            fits("POST /api/resume", client.call("POST", "/api/resume", ""), 200);
            fits("POST /api/resume", client.call("POST", "/api/resume", "[]"), 400);
            fits("POST /api/resume", client.call("POST", "/api/resume", "{\"profile\":\"nosuch\"}"), 404);
            fits("GET /api/quarantine", client.manage("/api/quarantine"), 200);
            fits("GET /api/quarantine/{id}", client.manage("/api/quarantine/nosuch"), 404);
            fits("POST /api/quarantine/{id}/release", client.call("POST", "/api/quarantine/nosuch/release", ""), 404);
            fits("POST /api/preview/{source}", preview(client, "form", ada, JSON), 200);
            fits("POST /api/preview/{source}", preview(client, "form", "{\"email\":7}", JSON), 200);
            fits("POST /api/preview/{source}", preview(client, "form", "no json", JSON), 400);
            fits("POST /api/preview/{source}", preview(client, "nosuch", ada, JSON), 404);
            fits("POST /api/preview/{source}", preview(client, "form", ada, "image/png"), 415);
            fits("GET /api/openapi.yaml", client.manage("/api/openapi.yaml"), 200);
            fits("GET /api/persons", client.manage("/api/persons?email=ada@example.com"), 200);
            fits("GET /api/persons", client.manage("/api/persons"), 400);
            fits("DELETE /api/leads", client.call("DELETE", "/api/leads?email=ada@example.com", ""), 200);
            fits("DELETE /api/leads", client.call("DELETE", "/api/leads", ""), 400);
            fits("GET /api/leads/{id}", client.manage("/api/leads/" + accepted.leadId()), 200);
        }
        Set<String> untried = operations();
        untried.removeAll(succeeded);
        assertThat(untried)
                .as("without an answer of 2xx here; EventsTest and QuarantineCallsTest have them")
                .containsExactly("GET /api/events", "GET /api/quarantine/{id}", "POST /api/quarantine/{id}/release");
    }

    private static BridgeClient.Reply preview(BridgeClient client, String source, String body, String contentType) {
        return client.call("POST", "/api/preview/" + source, body, "Content-Type", contentType);
    }

    private void fits(String operation, BridgeClient.Reply reply, int status) {
        assertThat(reply.status()).as(operation + " " + reply.body()).isEqualTo(status);
        if (status < 300) {
            succeeded.add(operation);
        }
        int gap = operation.indexOf(' ');
        JsonNode described = resolved(document.path("paths")
                .path(operation.substring(gap + 1))
                .path(operation.substring(0, gap).toLowerCase(Locale.ROOT))
                .path("responses")
                .path(String.valueOf(status)));
        assertThat(described.isMissingNode())
                .as(operation + " describes " + status)
                .isFalse();
        String contentType = reply.header("content-type");
        JsonNode content = described.path("content").path(contentType);
        assertThat(content.isMissingNode())
                .as(operation + " describes " + contentType)
                .isFalse();
        if (contentType.endsWith("json")) {
            assertThat(faults(content.path("schema"), reply.json()))
                    .as(operation + " " + reply.body())
                    .isEmpty();
        }
    }

    private Set<ValidationMessage> faults(JsonNode schema, JsonNode body) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(whole, config)
                .validate(body);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private Set<String> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode parse(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
