package se.salesbyte.bridge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.RawHttp;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** Senders that open connections and leave it at that. */
class IdleConnectionsTest {
    private static final int MANY = 5_000;
    private static final long HANDLES = 2 * MANY;
    private static final long HEAP_OF_ONE = 20 * 1024;
    private static final Duration PROMPT = Duration.ofSeconds(3);

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        salesByte.close();
    }

    @Test
    void thousandsOfIdleConnectionsHoldUpNobodyAndAreClosed() throws Exception {
        assumeThat(handles().getMaxFileDescriptorCount())
                .as("file handles that this machine gives a process")
                .isGreaterThan(HANDLES);
        BridgeHome home = home().set("bridge.intake.timeout", "6s");
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"))) {
            deliver(bridge.client(), "before");
            long heap = heapInUse();
            long handles = handles().getOpenFileDescriptorCount();
            Process idle = idleSenders(home);
            try (BufferedReader said = idle.inputReader()) {
                assertThat(said.readLine()).isEqualTo("open");
                for (int i = 0; i < 5; i++) {
                    deliver(bridge.client(), "meanwhile" + i);
                }
                assertThat(heapInUse() - heap).isLessThan(MANY * HEAP_OF_ONE);
                assertThat(said.readLine()).isEqualTo("closed");
                await().untilAsserted(() ->
                        assertThat(handles().getOpenFileDescriptorCount()).isCloseTo(handles, within(100L)));
                deliver(bridge.client(), "after");
            } finally {
                idle.destroyForcibly();
            }
        }
    }

    @Test
    void closesConnectionsBeyondTheBoundUntilOthersHaveGone() {
        BridgeHome home = home().set("bridge.intake.max-connections", "10");
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"))) {
            List<RawHttp> idle = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                idle.add(RawHttp.to(home.webhooks()).send("POST /webhooks/form HTTP/1.1\n"));
            }
            try (RawHttp beyond = RawHttp.to(home.webhooks())) {
                assertThat(beyond.isClosed()).isTrue();
            }
            idle.forEach(RawHttp::close);
            await().ignoreExceptions().untilAsserted(() -> deliver(bridge.client(), "after"));
        }
    }

    private BridgeHome home() {
        return new BridgeHome(folder).live(salesByte.url());
    }

    private static void deliver(BridgeClient client, String name) {
        long since = System.nanoTime();
        String id = client.postForm("form-token", "{\"name\":\"" + name + "\"}").leadId();
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(PROMPT);
        client.awaitState(id, "delivered");
    }

    private static Process idleSenders(BridgeHome home) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        Path.of("target", "test-classes").toString(),
                        IdleSenders.class.getName(),
                        String.valueOf(URI.create(home.webhooks()).getPort()),
                        String.valueOf(MANY))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static UnixOperatingSystemMXBean handles() {
        assumeThat(ManagementFactory.getOperatingSystemMXBean()).isInstanceOf(UnixOperatingSystemMXBean.class);
        return (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }

    private static long heapInUse() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
