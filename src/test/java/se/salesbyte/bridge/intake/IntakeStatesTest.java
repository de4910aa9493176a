package se.salesbyte.bridge.intake;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** What the intake answers while something of the bridge is not as it should be: 503, so that senders come again. */
class IntakeStatesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:15:00Z");

    @TempDir
    Path folder;

    @Test
    void answersNothingButLaterUntilEveryRouteRuns() {
        BridgeHome home = new BridgeHome(folder);
        BridgeClient client = new BridgeClient(home);
        CompletableFuture<BridgeUnderTest> starting =
                CompletableFuture.supplyAsync(() -> BridgeUnderTest.start(home, NOW));
        Set<Integer> statuses = new TreeSet<>();
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
            statuses.add(statusOf(client));
            return statuses.contains(202);
        });
        starting.join().close();
        assertThat(statuses).isSubsetOf(0, 202, 503);
    }

    @Test
    void asksSendersToWaitWhileItStops() {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start().takes(2_000)) {
            BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder).live(salesByte.url()), NOW);
            String id = bridge.client()
                    .postForm("form-token", "{\"name\":\"In Flight\"}")
                    .leadId();
            bridge.client().awaitState(id, "delivering");
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(bridge::close);
            int[] number = {0};
            Reply refused = await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(
                            () -> bridge.client().postForm("form-token", "{\"name\":\"Late " + number[0]++ + "\"}"),
                            reply -> reply.status() != 202);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isEqualTo("10");
            stopping.join();
        }
    }

    @Test
    void asksTheSenderOfASourceThatLostItsRouteToWait() throws IOException {
        BridgeHome home = new BridgeHome(folder);
        BridgeUnderTest.start(home, NOW).close();
        Files.delete(folder.resolve("routes/sources/typeform.camel.yaml"));
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, NOW)) {
            Reply reply = bridge.client().post("/webhooks/typeform", "{}", "Content-Type", "application/json");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("retry-after")).isEqualTo("10");
            assertThat(bridge.client().post("/webhooks/nobody", "{}").status()).isEqualTo(404);
        }
    }

    @Test
    void leadsWithoutARouteSayWhatTheyWaitFor() throws IOException {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start().answers(503, "")) {
            BridgeHome home = new BridgeHome(folder).live(salesByte.url()).set("bridge.retry.schedule", "1h,1h");
            String id;
            try (BridgeUnderTest bridge = BridgeUnderTest.start(home, NOW)) {
                id = bridge.client()
                        .postForm("form-token", "{\"name\":\"Patient\"}")
                        .leadId();
                assertThat(bridge.client()
                                .awaitState(id, "retrying")
                                .path("waiting")
                                .isNull())
                        .isTrue();
            }
            Path route = folder.resolve("routes/sources/form.camel.yaml");
            String text = Files.readString(route);
            Files.delete(route);
            try (BridgeUnderTest bridge = BridgeUnderTest.start(home, NOW.plus(Duration.ofHours(3)))) {
                assertThat(bridge.client().lead(id).path("waiting").asText()).isEqualTo("no-route");
            }
            Files.writeString(route, text);
            try (BridgeUnderTest bridge = BridgeUnderTest.start(home, NOW.plus(Duration.ofHours(3)))) {
                assertThat(bridge.client().awaitState(id, "delivered").path("attempts"))
                        .hasSize(2);
            }
        }
    }

    @Test
    void asksTheSenderOfASourceWithoutASecretToWait() {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start();
                BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder).live(salesByte.url()), NOW)) {
            Reply reply = bridge.client().post("/webhooks/typeform", "{}", "Content-Type", "application/json");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("retry-after")).isEqualTo("10");
        }
    }

    @Test
    void nothingIsLiveWithTheSecretOfTheSandbox() throws IOException {
        Path route = folder.resolve("routes/sources/typeform.camel.yaml");
        BridgeHome home = new BridgeHome(folder).live("http://127.0.0.1:1");
        Files.writeString(route, Files.readString(route).replace("\"{{typeform.secret}}\"", "sandbox"));
        assertThatThrownBy(() -> BridgeUnderTest.start(home, NOW))
                .hasMessageContaining("typeform has the secret of the sandbox");
    }

    @Test
    void takesNoMoreASecondThanTheSourceMaySend() {
        BridgeHome home = new BridgeHome(folder).set("form.rate-limit", "1");
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, NOW)) {
            for (int i = 0; i < 20; i++) {
                assertThat(bridge.client()
                                .postForm("wrong", "{\"name\":\"Eve " + i + "\"}")
                                .status())
                        .as("strangers do not use it up")
                        .isEqualTo(401);
            }
            Set<Reply> replies = IntStream.range(0, 20)
                    .mapToObj(i -> bridge.client().postForm("sandbox", "{\"name\":\"Ada " + i + "\"}"))
                    .collect(toSet());
            assertThat(replies).extracting(Reply::status).containsOnly(202, 429);
            assertThat(replies)
                    .filteredOn(reply -> reply.status() == 429)
                    .allSatisfy(reply -> assertThat(reply.header("retry-after")).isEqualTo("1"));
        }
    }

    @Test
    void asksSendersToWaitWhileTooManyLeadsDo() {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start()) {
            for (int i = 0; i < 10; i++) {
                salesByte.answers(503, "");
            }
            BridgeHome home = new BridgeHome(folder)
                    .live(salesByte.url())
                    .set("bridge.inbox.max-waiting", "2")
                    .set("bridge.retry.schedule", "1h,1h");
            try (BridgeUnderTest bridge = BridgeUnderTest.start(home, NOW)) {
                int[] number = {0};
                Reply refused = await().until(
                                () -> bridge.client().postForm("form-token", "{\"name\":\"Ada " + number[0]++ + "\"}"),
                                reply -> reply.status() != 202);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("retry-after")).isEqualTo("10");

                bridge.advance(Duration.ofHours(2)); // all are due; SalesByte may refuse a few once more
                bridge.advance(Duration.ofHours(2));
                await().until(() -> {
                    bridge.advance(Duration.ofHours(2));
                    return bridge.client()
                                    .postForm("form-token", "{\"name\":\"Bea\"}")
                                    .status()
                            == 202;
                });
            }
        }
    }

    private static int statusOf(BridgeClient client) {
        try {
            return client.postForm("sandbox", "{\"name\":\"Early\"}").status();
        } catch (UncheckedIOException notListening) {
            return 0;
        }
    }
}
