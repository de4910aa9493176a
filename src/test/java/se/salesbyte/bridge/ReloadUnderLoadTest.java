package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/**
 * Reloads good and broken files, one after the other, while events come in. Small by default; {@code -Dreload.count=100
 * -Dreload.rate=500} is the long form.
 */
@SuppressWarnings("NullAway.Init")
class ReloadUnderLoadTest {
    private static final int RELOADS = Integer.getInteger("reload.count", 14);
    private static final int RATE = Integer.getInteger("reload.rate", 100);
    private static final int TICK_MILLIS = 20;
    private static final List<String> SOURCES = List.of("form", "second");
    private static final String FORM = "routes/sources/form.camel.yaml";
    private static final String MAPPING = "routes/mappings/form.jsonata";
    private static final String SALESBYTE = "routes/salesbyte.camel.yaml";

    private final Map<String, String> sentBy = new ConcurrentHashMap<>(); // address to source
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> originals = new LinkedHashMap<>();

    private BridgeHome home;

    /** A change of one file; the words that its fault must hold, or none. */
    private record Edit(String file, String part, String instead, String fault) {
        boolean isGood() {
            return fault.isEmpty();
        }
    }

    private static final List<Edit> EDITS = List.of(
            new Edit(FORM, "description: Posted forms", "description: Sent forms", ""),
            new Edit(FORM, "lead:form", "lead:form?nosuch=1", "form.camel.yaml:"),
            new Edit(MAPPING, "The generic form", "The common form", ""),
            new Edit(MAPPING, "\"tag_1\": \"form\"", "\"tag_1\": \"elsewhere\"", "tag_1"),
            new Edit(SALESBYTE, "description: Done", "description: It is done", ""),
            new Edit(SALESBYTE, "direct:salesbyte", "direct:elsewhere", "direct:salesbyte"),
            new Edit(SALESBYTE, "- route:", "- rout", "salesbyte.camel.yaml:"));

    @Test
    void refusesAndMisroutesNothingAndTellsEveryBrokenOne(@TempDir Path folder) throws Exception {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start()) {
            home = new BridgeHome(folder)
                    .live(salesByte.url())
                    .set("bridge.reload", "manual")
                    .set("second.secret", "form-token");
            addSecondSource();
            try (BridgeUnderTest bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"))) {
                ScheduledExecutorService senders = Executors.newSingleThreadScheduledExecutor();
                senders.scheduleAtFixedRate(this::send, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
                try {
                    for (int i = 0; i < RELOADS; i++) {
                        reload(bridge.client(), EDITS.get(i % EDITS.size()), i);
                    }
                } finally {
                    senders.shutdown();
                    senders.awaitTermination(10, TimeUnit.SECONDS);
                }
                await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() == number.get());
                assertThat(refused).isEmpty();
                assertThat(closed).hasSizeLessThan(100);
                await().atMost(Duration.ofMinutes(5)).until(() -> {
                    bridge.advance(Duration.ofSeconds(1)); // a lead may have to be tried again
                    return salesByte.received().size() >= sentBy.size();
                });
                assertThat(sentBy).hasSizeGreaterThan(RELOADS);
                assertThat(salesByte.received()).hasSameSizeAs(sentBy.keySet());
                assertThat(salesByte.received())
                        .allSatisfy(call -> assertThat(call.json().getString("tag_1"))
                                .isEqualTo(sentBy.get(call.json().getString("customer_email"))));
            }
        }
    }

    private void reload(BridgeClient client, Edit edit, int round) throws IOException {
        String original = originals.computeIfAbsent(edit.file(), this::read);
        String changed = original.replace(edit.part(), edit.instead()) + (edit.isGood() ? "" : "\n");
        write(edit.file(), edit.isGood() ? versioned(edit.file(), changed, round) : changed);
        int sentBefore = number.get();
        JsonNode plan = client.call("POST", "/api/reload", "").json();

        assertThat(plan.path("files").size()).as(edit + " " + plan).isEqualTo(1);
        String fault = plan.at("/files/0/fault").asText("");
        if (edit.isGood()) {
            assertThat(plan.at("/files/0/takesOver").asBoolean())
                    .as(plan.toString())
                    .isTrue();
            originals.put(edit.file(), read(edit.file()).replace(edit.instead(), edit.part()));
        } else {
            assertThat(fault).contains(edit.fault());
            assertThat(client.manage("/observe/health?exposureLevel=full&data=true")
                            .body())
                    .contains("changed files are refused");
            write(edit.file(), running(edit.file(), original));
            assertThat(client.call("POST", "/api/reload", "").json().toString()).doesNotContain("\"takesOver\":false");
        }
        await().until(() -> number.get() > sentBefore); // never faster than events come
    }

    private static String versioned(String file, String text, int round) {
        return file.endsWith(".yaml") ? "# " + round + "\n" + text : "/* " + round + " */" + text;
    }

    private String running(String file, String otherwise) {
        return originals.getOrDefault(file, otherwise);
    }

    private void send() {
        for (int i = 0; i < RATE * TICK_MILLIS / 1000; i++) {
            int one = number.incrementAndGet();
            String source = SOURCES.get(one % SOURCES.size());
            String address = "e" + one + "@example.com";
            sentBy.put(address, source);
            HttpRequest request = HttpRequest.newBuilder(URI.create(home.webhooks() + "/webhooks/" + source))
                    .header("Authorization", "Bearer form-token")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"name\":\"Ada\",\"email\":\"" + address + "\"}"))
                    .build();
            post(address, request);
        }
    }

    /** As senders do: again where an idle connection was closed before the request was read. */
    private void post(String address, HttpRequest request) {
        http.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, fault) -> {
            if (fault != null && fault.getCause() instanceof IOException && closed.add(address)) {
                post(address, request);
                return;
            }
            if (fault != null || answer.statusCode() != 202) {
                refused.add(address + ": " + (fault == null ? answer.statusCode() + answer.body() : fault));
            }
            answered.incrementAndGet();
        });
    }

    private void addSecondSource() throws IOException {
        write(
                "routes/sources/second.camel.yaml",
                read(FORM)
                        .replace("lead:form", "lead:second")
                        .replace("id: form", "id: second")
                        .replace("jsonata:form", "jsonata:second")
                        .replace("{{form.secret}}\"", "{{second.secret}}\"\n        preset: form"));
        write("routes/mappings/second.jsonata", read(MAPPING).replace("\"tag_1\": \"form\"", "\"tag_1\": \"second\""));
    }

    private String read(String file) {
        try {
            return Files.readString(home.folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(home.folder().resolve(file), text);
    }
}
