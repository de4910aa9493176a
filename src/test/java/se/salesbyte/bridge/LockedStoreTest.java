package se.salesbyte.bridge;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** Another process holds the store's lock, as a shell or a backup may: the writer hangs, as with a disk that does. */
@Timeout(60)
class LockedStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:15:00Z");

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private BridgeUnderTest bridge;
    private BridgeClient client;
    private Connection other;

    @BeforeEach
    void start(@TempDir Path folder) throws SQLException {
        bridge = BridgeUnderTest.start(
                new BridgeHome(folder).live(salesByte.url()).set("salesbyte.max-concurrency", "1"), NOW);
        client = bridge.client();
        other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/bridge.db"));
    }

    @AfterEach
    void stop() throws SQLException {
        other.close();
        bridge.close();
        salesByte.close();
    }

    @Test
    void senderIsAskedToComeAgainBeforeHeLosesPatience() throws SQLException {
        execute("begin immediate");
        List<CompletableFuture<Reply>> waiting = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> post("Ada " + i)))
                .toList();
        assertThat(waiting).allSatisfy(reply -> assertThat(reply)
                .succeedsWithin(Duration.ofSeconds(5))
                .satisfies(LockedStoreTest::asksToComeAgain));

        long since = System.nanoTime();
        asksToComeAgain(post("Bea"));
        assertThat(Duration.ofNanos(System.nanoTime() - since))
                .as("once it is known, nobody waits for it")
                .isLessThan(Duration.ofSeconds(1));

        execute("rollback");
        await().until(() -> post("Bea").status() == 202);
        assertThat(client.manage("/api/leads").json().path("leads"))
                .as("who was sent away is not stored")
                .hasSize(1);
    }

    @Test
    void callsNobodyUntilTheOutcomeInHandIsDown() throws SQLException {
        salesByte.takes(1_000);
        String first = post("Ada").leadId();
        client.awaitState(first, "delivering");
        String second = post("Bea").leadId();
        execute("begin immediate");

        await().until(() -> client.manage("/observe/health").status() == 503);
        assertThat(client.manage("/observe/health").body()).contains("lock of another process");
        assertThat(client.lead(first).path("state").asText())
                .as("reading goes on")
                .isEqualTo("delivering");
        assertThat(client.lead(second).path("state").asText()).isEqualTo("accepted");
        assertThat(salesByte.received()).hasSize(1);

        execute("rollback");
        client.awaitState(first, "delivered");
        client.awaitState(second, "delivered");
        await().until(() -> client.manage("/observe/health").status() == 200);
        assertThat(salesByte.received()).hasSize(2);
        assertThat(client.lead(first).path("attempts")).hasSize(1);
        assertThat(client.lead(second).path("attempts")).hasSize(1);
    }

    @Test
    void everyEventThatWasTakenIsDeliveredOnceHoweverOftenTheLockComesAndGoes() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Set<String>> sending = CompletableFuture.supplyAsync(() -> IntStream.iterate(0, i -> i + 1)
                .takeWhile(i -> !enough.get())
                .mapToObj(i -> post("Ada " + i))
                .filter(reply -> reply.status() == 202)
                .map(Reply::leadId)
                .collect(toSet()));
        for (int i = 0; i < 3; i++) {
            execute("begin immediate");
            await().until(() -> client.manage("/observe/health").status() == 503);
            execute("rollback");
            await().until(() -> client.manage("/observe/health").status() == 200);
        }
        enough.set(true);
        Set<String> taken = sending.get();
        assertThat(taken).isNotEmpty();
        taken.forEach(id -> await().until(() -> {
            bridge.advance(Duration.ofSeconds(10)); // an intent that could not be written is retried
            return client.lead(id).path("state").asText().equals("delivered");
        }));
        assertThat(salesByte.received()).hasSize(taken.size());
    }

    private Reply post(String name) {
        return client.postForm("form-token", "{\"name\":\"" + name + "\",\"email\":\"ada@example.com\"}");
    }

    private static void asksToComeAgain(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).isEqualTo("10");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute("pragma busy_timeout=10000");
            statement.execute(sql);
        }
    }
}
