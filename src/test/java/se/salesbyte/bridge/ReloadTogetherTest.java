package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** Changes several files of a running bridge that go together, as a {@code git pull} does. */
class ReloadTogetherTest {
    private static final String FORM = "routes/sources/form.camel.yaml";
    private static final String SALESBYTE = "routes/salesbyte.camel.yaml";
    private static final String FAX =
            """
            fax:
              title: Fax
              arrives: A page.
              scheme: {token: {headers: [X-Fax]}}
              event-id: hash
              accepts: [json]
            """;

    @TempDir
    Path folder;

    @Test
    void takesANewPresetWithItsSourceAndTellsWhereAWrongOneIs() throws IOException {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start()) {
            BridgeHome home = home(salesByte).set("fax.secret", "fax-token");
            try (BridgeUnderTest bridge = start(home)) {
                BridgeClient client = bridge.client();
                write(home, "routes/presets.yaml", FAX.replace("hash", "guess"));
                write(home, "routes/sources/fax.camel.yaml", route(home));
                write(home, "routes/mappings/fax.jsonata", read(home, "routes/mappings/form.jsonata"));
                assertThat(reload(client).toString())
                        .contains("routes/presets.yaml:5:3: fax: event-id part", "there is no preset")
                        .doesNotContain("\"takesOver\":true,\"fault\":\"");
                assertThat(postFax(client).status()).isEqualTo(404);

                write(home, "routes/presets.yaml", FAX);
                assertThat(reload(client).toString()).doesNotContain("\"takesOver\":false");
                String id = postFax(client).leadId();
                assertThat(client.awaitState(id, "delivered").at("/attempts").size())
                        .isEqualTo(1);

                write(home, "routes/presets.yaml", FAX.replace("X-Fax", "X-Telefax"));
                assertThat(reload(client).toString()).doesNotContain("\"takesOver\":false");
                assertThat(postFax(client).status()).isEqualTo(401);

                Files.delete(home.folder().resolve("routes/presets.yaml"));
                assertThat(reload(client).toString()).contains("\"takesOver\":false", "fax");
                assertThat(client.manage("/api/sources/fax")
                                .json()
                                .path("state")
                                .asText())
                        .isEqualTo("running");
            }
        }
    }

    @Test
    void refusesASharedRouteThatMakesSomethingElseOfAnAnswer() throws IOException {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start()) {
            BridgeHome home = home(salesByte);
            try (BridgeUnderTest bridge = start(home)) {
                BridgeClient client = bridge.client();
                String shipped = read(home, SALESBYTE);
                write(home, SALESBYTE, shipped.replace("reason: configuration", "reason: rejected"));
                JsonNode plan = reload(client);
                assertThat(plan.at("/files/0/file").asText()).isEqualTo(SALESBYTE);
                assertThat(plan.at("/files/0/fault").asText())
                        .isEqualTo("routes/examples/netlify/submission.answer.json:1:1: reason is \"rejected\","
                                + " expected \"configuration\"");

                write(home, SALESBYTE, "# changed\n" + shipped);
                assertThat(reload(client).toString()).doesNotContain("\"takesOver\":false");
                assertThat(salesByte.received()).isEmpty();
                write(
                        home,
                        "routes/examples/form/english.answer.json",
                        "{\"status\": 422, \"outcome\": \"delivered\"}");
                assertThat(reload(client).at("/files/0/fault").asText())
                        .contains("english.answer.json:1:1: outcome is \"failed\", expected \"delivered\"");
                client.awaitState(post(client, "still"), "delivered");
            }
        }
    }

    @Test
    void keepsTheMappingOfAnOutboxAndRefusesOneThatHasNone() throws IOException {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start()) {
            BridgeHome home = home(salesByte);
            try (BridgeUnderTest bridge = start(home)) {
                BridgeClient client = bridge.client();
                String crm = "- from: {uri: outbox:crm, steps: [{transformDataType: {toType: jsonata:crm}}]}";
                write(home, "routes/crm.camel.yaml", crm);
                assertThat(reload(client).at("/files/0/fault").asText())
                        .isEqualTo("routes/crm.camel.yaml:1:64: there is no such mapping in use: write"
                                + " routes/mappings/crm.jsonata, or mend the name");

                write(home, "routes/mappings/crm.jsonata", "{\"note\": type}");
                assertThat(reload(client).toString()).doesNotContain("\"takesOver\":false");

                Files.delete(home.folder().resolve("routes/mappings/crm.jsonata"));
                assertThat(reload(client).at("/files/0/fault").asText())
                        .startsWith("routes/mappings/crm.jsonata:1:1: is gone, but routes/crm.camel.yaml applies it");
            }
        }
    }

    @Test
    void saysOfALeadThatWaitsForASwapThatItHasNoRoute() throws Exception {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start()) {
            BridgeHome home = home(salesByte);
            salesByte.takes(3000);
            try (BridgeUnderTest bridge = start(home)) {
                BridgeClient client = bridge.client();
                String called = post(client, "called");
                await().until(() -> salesByte.received().size() == 1);
                write(home, SALESBYTE, "# changed\n" + read(home, SALESBYTE));
                CompletableFuture<JsonNode> swapped = CompletableFuture.supplyAsync(() -> reload(client));
                Deque<String> posted = new ArrayDeque<>();
                await().pollInterval(Duration.ofMillis(200)).until(() -> {
                    posted.push(post(client, "waiting")); // until the change has been tried they are called
                    return waiting(client, posted.element()).equals("no-route");
                });
                salesByte.takes(0);

                assertThat(swapped.join().toString()).doesNotContain("\"takesOver\":false");
                client.awaitState(called, "delivered");
                JsonNode waited = client.awaitState(posted.element(), "delivered");
                assertThat(waited.at("/attempts").size()).isEqualTo(1);
            }
        }
    }

    private static String waiting(BridgeClient client, String lead) {
        return client.lead(lead).path("waiting").asText("null");
    }

    private BridgeHome home(ScriptedSalesByte salesByte) {
        return new BridgeHome(folder).live(salesByte.url()).set("bridge.reload", "manual");
    }

    private static BridgeUnderTest start(BridgeHome home) {
        return BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"));
    }

    private static String route(BridgeHome home) throws IOException {
        return read(home, FORM)
                .replace("lead:form", "lead:fax")
                .replace("id: form", "id: fax")
                .replace("jsonata:form", "jsonata:fax")
                .replace("{{form.secret}}", "{{fax.secret}}");
    }

    private static JsonNode reload(BridgeClient client) {
        BridgeClient.Reply reply = client.call("POST", "/api/reload", "");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static String post(BridgeClient client, String who) {
        return client.postForm(
                        "form-token", "{\"name\":\"Ada\",\"email\":\"" + who + System.nanoTime() + "@example.com\"}")
                .leadId();
    }

    private static BridgeClient.Reply postFax(BridgeClient client) {
        return client.post(
                "/webhooks/fax",
                "{\"email\":\"fax@example.com\"}",
                "Content-Type",
                "application/json",
                "X-Fax",
                "fax-token");
    }

    private static String read(BridgeHome home, String file) throws IOException {
        return Files.readString(home.folder().resolve(file));
    }

    private static void write(BridgeHome home, String file, String text) throws IOException {
        Files.writeString(home.folder().resolve(file), text);
    }
}
