package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** {@code kill -9} in the middle of a crowd: nothing acknowledged is lost, nothing is created twice. */
class CrashIT {
    private static final int EVENTS = 2_000;
    private static final int CONNECTIONS = 64;
    private static final int SLOTS = 32;

    @TempDir
    Path folder;

    private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();

    @Test
    void losesNothingAcknowledgedAndCreatesNothingTwice() throws Exception {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start().takes(30)) {
            BridgeHome home = new BridgeHome(folder)
                    .live(salesByte.url())
                    .set("salesbyte.max-concurrency", String.valueOf(SLOTS));
            try (BridgeProcess bridge = BridgeProcess.running(home)) {
                Future<?> crowd = post(home, IntStream.range(0, EVENTS).boxed().toList());
                await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > EVENTS / 3);
                bridge.kill();
                crowd.get();
            }
            int beforeTheKill = acknowledged.size();
            assertThat(beforeTheKill).isLessThan(EVENTS);

            try (BridgeProcess bridge = BridgeProcess.running(home)) {
                post(
                                home,
                                IntStream.range(0, EVENTS)
                                        .boxed()
                                        .filter(i -> !acknowledged.containsKey(i))
                                        .toList())
                        .get();
                assertThat(acknowledged).hasSize(EVENTS);
                Map<String, String> states = awaitAllFinal(new BridgeClient(home));

                assertThat(states.keySet())
                        .as("every acknowledged lead is there")
                        .containsAll(acknowledged.values());
                assertThat(salesByte.created().values())
                        .as("none created twice")
                        .allMatch(count -> count.get() == 1);
                acknowledged.forEach((event, lead) -> {
                    if ("delivered".equals(states.get(lead))) {
                        assertThat(salesByte.created(email(event))).as(lead).isEqualTo(1);
                    }
                });
                long unknown =
                        states.values().stream().filter("unknown"::equals).count();
                assertThat(unknown).as("at most the calls in flight").isLessThanOrEqualTo(SLOTS);
                System.out.printf(
                        "CrashIT: %d acknowledged before kill -9, %d in all, %d unknown, 0 lost, 0 twice%n",
                        beforeTheKill, acknowledged.size(), unknown);
                assertThat(bridge.terminate().exitCode()).isZero();
            }
        }
    }

    /** Posts from many connections; an event without an answer stays unacknowledged, as at any sender. */
    private Future<?> post(BridgeHome home, List<Integer> events) {
        Queue<Integer> queue = new ConcurrentLinkedQueue<>(events);
        ExecutorService crowd = Executors.newFixedThreadPool(CONNECTIONS + 1);
        return crowd.submit(() -> {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                senders.add(crowd.submit(() -> send(new BridgeClient(home), queue)));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
            crowd.shutdown();
            return null;
        });
    }

    private void send(BridgeClient client, Queue<Integer> queue) {
        for (Integer event = queue.poll(); event != null; event = queue.poll()) {
            try {
                Reply reply = client.postForm(
                        "form-token", "{\"name\":\"Lead " + event + "\",\"email\":\"" + email(event) + "\"}");
                if (reply.status() == 202 || reply.status() == 200) {
                    acknowledged.put(event, reply.leadId());
                }
            } catch (RuntimeException broken) {
                // not acknowledged
            }
        }
    }

    private static String email(int event) {
        return "lead" + event + "@example.com";
    }

    private static Map<String, String> awaitAllFinal(BridgeClient client) {
        return await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> states(client), states -> states.values().stream()
                        .allMatch(state -> state.equals("delivered") || state.equals("unknown")));
    }

    private static Map<String, String> states(BridgeClient client) {
        Map<String, String> states = new HashMap<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page =
                    client.manage("/api/leads?limit=500&cursor=" + cursor).json();
            page.path("leads")
                    .forEach(lead -> states.put(
                            lead.path("id").asText(), lead.path("state").asText()));
            cursor = page.path("next").isNull() ? null : page.path("next").asText();
        }
        return states;
    }
}
