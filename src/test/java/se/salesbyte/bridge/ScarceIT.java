package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/**
 * The packaged process runs out of room on its disk, or out of file handles. Linux takes them away from a running
 * process ({@code prlimit}), and gives them back.
 */
@Timeout(180)
@SuppressWarnings("NullAway.Init") // set before each test
class ScarceIT {
    private static final int FEW_HANDLES = 12;
    private static final Duration FLOOD = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private BridgeProcess bridge;
    private BridgeClient client;
    private BridgeHome home;

    @BeforeEach
    void start() {
        assumeThat(Stream.of("/usr/bin/prlimit", "/bin/prlimit").anyMatch(tool -> Files.isExecutable(Path.of(tool))))
                .isTrue();
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("bridge.retry.schedule", "1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s");
        bridge = BridgeProcess.running(home);
        client = new BridgeClient(home);
    }

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
    }

    @Test
    void onAFullDiskItTakesNothingAndCallsNobodyAndGoesOnByItself() {
        salesByte.takes(1_500);
        String inHand = post("Ada").leadId();
        client.awaitState(inHand, "delivering");
        limit("fsize", "4096");
        Reply refused = post("Bea");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("retry-after")).isEqualTo("10");
        assertThat(client.manage("/observe/health").status()).isEqualTo(503);
        assertThat(client.lead(inHand).path("state").asText())
                .as("reading goes on")
                .isEqualTo("delivering");
        await().during(FLOOD)
                .atMost(FLOOD.plusSeconds(5))
                .until(() -> post("Bea").status() == 503);
        assertThat(salesByte.received()).hasSize(1);

        limit("fsize", "unlimited");
        client.awaitState(inHand, "delivered");
        Reply taken = await().until(() -> post("Bea"), reply -> reply.status() == 202);
        client.awaitState(taken.leadId(), "delivered");
        assertThat(client.manage("/observe/health").status()).isEqualTo(200);
        assertThat(salesByte.created("Ada@example.com")).isEqualTo(1);
        assertThat(salesByte.created("Bea@example.com")).isEqualTo(1);
        assertThat(client.lead(inHand).path("attempts")).hasSize(1);
    }

    @Test
    void outOfFileHandlesItServesWhoIsThereAndComesBackWhenTheyAreGivenBack() throws IOException {
        client.awaitState(post("Ada").leadId(), "delivered");
        List<Socket> flood = new ArrayList<>();
        try {
            limit("nofile", String.valueOf(handles() + FEW_HANDLES));
            URI address = URI.create(home.webhooks());
            for (int i = 0; i < 10 * FEW_HANDLES; i++) {
                flood.add(new Socket(InetAddress.getLoopbackAddress(), address.getPort()));
            }
            Duration before = cpu();
            int lines = bridge.output().split("\n").length;
            List<String> taken = new ArrayList<>();
            await().during(FLOOD).atMost(FLOOD.plusSeconds(30)).until(() -> {
                Reply reply = post("Bea" + taken.size());
                taken.add(reply.leadId());
                return reply.status() == 202;
            });
            assertThat(cpu().minus(before)).as("no busy loop").isLessThan(FLOOD.dividedBy(2));
            assertThat(bridge.output().split("\n").length - lines)
                    .as("no flood of the log")
                    .isLessThan(200);
            for (Socket socket : flood) {
                socket.close();
            }
            taken.forEach(id -> client.awaitState(id, "delivered"));
            assertThat(salesByte.created()).hasSize(taken.size() + 1).allSatisfy((who, count) -> assertThat(count)
                    .hasValue(1));
            assertThat(new BridgeClient(home).manage("/api/leads").status()).isEqualTo(200);
        } finally {
            for (Socket socket : flood) {
                socket.close();
            }
        }
    }

    private Reply post(String name) {
        return client.postForm("form-token", "{\"name\":\"" + name + "\",\"email\":\"" + name + "@example.com\"}");
    }

    private Duration cpu() {
        return ProcessHandle.of(bridge.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }

    private long handles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + bridge.pid() + "/fd"))) {
            return open.count();
        }
    }

    /** Of the process alone, and the lower limit only, so that it can be raised again. */
    private void limit(String what, String most) {
        try {
            Process tool = new ProcessBuilder("prlimit", "--pid=" + bridge.pid(), "--" + what + "=" + most + ":")
                    .inheritIO()
                    .start();
            assertThat(tool.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
