package se.salesbyte.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** A backup of a bridge that works, a kill, and what the next one makes of the backup. */
@SuppressWarnings("NullAway.Init") // made before each test
class BackupIT {
    private static final int WAITING = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();

    @TempDir
    Path folder;

    private BridgeHome home;
    private BridgeClient client;

    @BeforeEach
    void home() {
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("salesbyte.breaker.wait", "1s")
                .set("bridge.retry.schedule", "2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s");
        client = new BridgeClient(home);
    }

    @AfterEach
    void stop() {
        salesByte.close();
    }

    @Test
    void callsNothingTwiceThatWasDeliveredSinceTheBackup() {
        List<String> waiting = new ArrayList<>();
        List<String> flowing = new CopyOnWriteArrayList<>();
        Path backup = folder.resolve("backup.db");
        try (BridgeProcess bridge = BridgeProcess.running(home)) {
            String delivered = post("before");
            client.awaitState(delivered, "delivered");
            salesByte.fails(503);
            for (int i = 0; i < WAITING; i++) {
                waiting.add(post("waiting" + i));
            }
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                while (!enough.get()) {
                    flowing.add(post("flowing" + flowing.size()));
                }
            });
            killedWhileItBacksUp(backup);
            if (!Files.exists(backup)) { // it was not faster than the kill
                assertThat(run(0, "backup", backup.toString())).contains("Backing up ", "MiB in ");
            }
            assertThat(folder.resolve("backup.db.partial")).doesNotExist();
            enough.set(true);
            sender.join();
            salesByte.recovers();
            waiting.forEach(id -> await().atMost(PATIENCE).until(() -> isDelivered(id)));
            bridge.kill();
        }
        assertThat(run(0, "restore", backup.toString()))
                .contains("Restoring ", "may have been since", "before-restore-");
        try (BridgeProcess bridge = BridgeProcess.running(home)) {
            assertThat(bridge.output()).contains("The store came back with a backup.");
            await().atMost(PATIENCE).untilAsserted(() -> {
                for (String state : List.of("accepted", "delivering", "retrying")) {
                    assertThat(leads(state)).as(state).isEmpty();
                }
            });
            assertThat(waiting)
                    .allSatisfy(id ->
                            assertThat(client.lead(id).path("state").asText()).isEqualTo("unknown"));
            String again = post("since");
            client.awaitState(again, "delivered");
            bridge.terminate().exitCode();
        }
        assertThat(salesByte.created())
                .hasSizeGreaterThan(WAITING + 1)
                .allSatisfy((email, count) -> assertThat(count.get()).as(email).isEqualTo(1));
    }

    @Test
    void leavesADatabaseToItsOwnTools() {
        home.set("bridge.store.url", "jdbc:postgresql://127.0.0.1:1/bridge");
        assertThat(run(1, "backup", "backup.db")).contains("back that up with its own tools", "pg_dump");
    }

    private void killedWhileItBacksUp(Path backup) {
        Path partial = folder.resolve("backup.db.partial");
        try (BridgeProcess killed = BridgeProcess.start(home, "backup", backup.toString())) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> Files.exists(partial) || Files.exists(backup));
            killed.kill();
        }
    }

    private String post(String name) {
        String json = "{\"name\":\"%s\",\"email\":\"%s@example.com\"}".formatted(name, name);
        return client.postForm("form-token", json).leadId();
    }

    private boolean isDelivered(String id) {
        return client.lead(id).path("state").asText().equals("delivered");
    }

    private JsonNode leads(String state) {
        return client.manage("/api/leads?state=" + state).json().path("leads");
    }

    private String run(int exitCode, String... command) {
        try (BridgeProcess process = BridgeProcess.start(home, command)) {
            assertThat(process.exitCode()).as(process.output()).isEqualTo(exitCode);
            return process.output();
        }
    }
}
