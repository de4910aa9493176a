package se.salesbyte.bridge.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.Fixture;
import se.salesbyte.bridge.testing.ScriptedSalesByte;
import se.salesbyte.bridge.testing.ScriptedSalesByte.Received;

/** A wrong secret or route costs no event: what is refused is kept, and let through once that is mended. */
class RefusedRequestsTest {
    private static final Fixture TYPEFORM = Fixture.named("typeform");
    private static final String TOKEN = "form-token-4711";

    @TempDir
    Path folder;

    private final ScriptedSalesByte receiver = ScriptedSalesByte.start();
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeEach
    void start() {
        home = new BridgeHome(folder)
                .set("bridge.intake.max-body", "8KiB")
                .set("bridge.notify.url", receiver.url() + "/notify")
                .set("typeform.secret", "mistyped")
                .set("form.secret", "mistyped");
        restart();
    }

    @AfterEach
    void stop() {
        bridge.close();
        receiver.close();
    }

    @Test
    void releasesASignedEventOnceItsSecretIsMended() {
        assertThat(client.post(TYPEFORM).status()).isEqualTo(401);
        JsonNode refused = onlyRefused();
        assertThat(refused.path("source").asText()).isEqualTo("typeform");
        assertThat(refused.path("status").asInt()).isEqualTo(401);
        assertThat(refused.path("reason").asText()).isEqualTo("signature does not match");

        assertThat(release(refused).status()).as("nothing was mended").isEqualTo(409);
        home.set("typeform.secret", TYPEFORM.secret());
        bridge.close();
        restart();
        bridge.advance(Duration.ofDays(2)); // what was fresh when it came is fresh
        Reply released = release(refused);
        assertThat(released.status()).isEqualTo(200);
        client.awaitState(released.json().at("/leads/0/id").asText(), "delivered");
        assertThat(refused()).isEmpty();
        assertThat(client.post(TYPEFORM).json().path("status").asText()).isEqualTo("duplicate");
        assertThat(release(refused).status()).isEqualTo(404);
    }

    @Test
    void checksAMaskedTokenAgainAndNeverKeepsIt() throws IOException {
        String body = "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}";
        assertThat(client.post("/webhooks/form?token=" + TOKEN + "&nyckel=stray-4712&Token=" + TOKEN, body)
                        .status())
                .isEqualTo(401);
        assertThat(client.post("/webhooks/form", body, "Authorization", "Bearer " + TOKEN, "Cookie", "c=" + TOKEN)
                        .status())
                .isEqualTo(401);
        await().until(() -> refused().size() == 2);
        List<JsonNode> refused = refused();
        home.set("form.secret", "new-one," + TOKEN);
        bridge.close();
        assertThat(onDisk()).doesNotContain(TOKEN, "stray-4712");
        restart();

        assertThat(release(refused.get(0)).status()).isEqualTo(200);
        Reply second = release(refused.get(1));
        assertThat(second.json().at("/leads/0/status").asText()).isEqualTo("duplicate");
    }

    @Test
    void aReleasedEventIsKnownFromThenOn() {
        String body = "{\"name\":\"Late\"}";
        assertThat(client.postForm(TOKEN, body).status()).isEqualTo(401);
        JsonNode refused = onlyRefused();
        home.set("form.secret", TOKEN);
        bridge.close();
        restart();
        bridge.advance(Duration.ofHours(25));
        String id = release(refused).json().at("/leads/0/id").asText();
        Reply retried = client.postForm(TOKEN, body);
        assertThat(retried.json().path("status").asText()).isEqualTo("duplicate");
        assertThat(retried.leadId()).isEqualTo(id);
    }

    @Test
    void theParametersOfASignedUrlStay() {
        client.post(
                "/webhooks/hubspot-workflow?zipcode=12345&token=" + TOKEN, "{}", "Content-Type", "application/json");
        String url = client.manage("/api/quarantine/" + onlyRefused().path("id").asText())
                .json()
                .path("url")
                .asText();
        assertThat(url).contains("zipcode=12345").doesNotContain(TOKEN);
    }

    @Test
    void aMaskIsNoToken() {
        assertThat(client.post("/webhooks/form?token=" + TOKEN, "{\"name\":\"Ada\"}")
                        .status())
                .isEqualTo(401);
        String url = client.manage("/api/quarantine/" + onlyRefused().path("id").asText())
                .json()
                .path("url")
                .asText();
        String mask = url.substring(url.indexOf("token=") + "token=".length());
        home.set("form.secret", TOKEN);
        bridge.close();
        restart();
        assertThat(client.post("/webhooks/form?token=" + mask, "{\"name\":\"Eve\"}")
                        .status())
                .isEqualTo(401);
        await().until(() -> refused().size() == 2);
        JsonNode forged = refused().get(0); // the newest
        assertThat(release(forged).status())
                .as("the mask of a mask is another one")
                .isEqualTo(409);
    }

    @Test
    void keepsWhatItCannotRead() {
        home.set("form.secret", TOKEN);
        bridge.close();
        restart();
        String target = "/webhooks/form?token=" + TOKEN;
        assertThat(client.post(target, "{\"name\":", "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
        assertThat(client.post(target, "Ada", "Content-Type", "application/pdf").status())
                .isEqualTo(415);
        assertThat(client.post(target, "x".repeat(9_000)).status()).isEqualTo(413);
        await().until(() -> refused().size() == 3);
        assertThat(refused()).extracting(one -> one.path("status").asInt()).containsExactlyInAnyOrder(400, 415, 413);
        for (JsonNode one : refused()) {
            assertThat(release(one).status()).isEqualTo(409);
        }
    }

    @Test
    void tellsOnceThatASourceKeepsRejecting() {
        for (int i = 0; i < 25; i++) {
            assertThat(client.post("/webhooks/form?token=wrong", "{\"name\":\"" + i + "\"}")
                            .status())
                    .isEqualTo(401);
        }
        await().until(() -> !receiver.received().isEmpty());
        Received told = receiver.received().get(0);
        assertThat(told.json().getString("type")).isEqualTo("source.rejecting");
        assertThat(told.json().getJsonObject("data").getString("source")).isEqualTo("form");
        assertThat(told.json().getJsonObject("data").getInteger("refused")).isEqualTo(10);

        assertThat(client.postForm("mistyped", "{\"name\":\"passes\"}").status())
                .isEqualTo(202);
        await().until(() -> receiver.received().size() == 2);
        assertThat(receiver.received().get(1).json().getString("type")).isEqualTo("source.accepting");
        for (int i = 0; i < 10; i++) {
            client.post("/webhooks/form?token=wrong", "{\"name\":\"again " + i + "\"}");
        }
        await().until(() -> receiver.received().size() == 3);
    }

    private void restart() {
        bridge = BridgeUnderTest.start(home, TYPEFORM.now());
        client = bridge.client();
    }

    private Reply release(JsonNode refused) {
        return client.call("POST", "/api/quarantine/" + refused.path("id").asText() + "/release", "");
    }

    private JsonNode onlyRefused() {
        await().until(() -> refused().size() == 1);
        return refused().get(0);
    }

    private List<JsonNode> refused() {
        return StreamSupport.stream(
                        client.manage("/api/quarantine").json().path("refused").spliterator(), false)
                .toList();
    }

    private String onDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), UTF_8));
            }
        }
        return all.toString();
    }
}
