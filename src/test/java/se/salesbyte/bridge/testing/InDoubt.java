package se.salesbyte.bridge.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/** A bridge that looks up at SalesByte what a call left in doubt, a SalesByte that lists quotes, and who is told. */
public final class InDoubt implements AutoCloseable {
    public static final String TOKEN = "token-of-the-quotes-api";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T09:15:00Z"));
    private final ScriptedSalesByte receiver = ScriptedSalesByte.start();
    private final AtomicInteger number = new AtomicInteger();
    public final ListingSalesByte salesByte = ListingSalesByte.start(clock);
    public final BridgeHome home;
    private BridgeUnderTest bridge;

    public InDoubt(Path folder) {
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("bridge.retry.schedule", "5s,1m")
                .set("bridge.callback.url", receiver.url() + "/callback")
                .set("bridge.notify.url", receiver.url() + "/notify")
                .set("salesbyte.api-token", TOKEN);
        bridge = BridgeUnderTest.start(home, clock);
    }

    /** Ends it and starts it again, so much later. */
    public void restart(Duration later) {
        restartAfter(() -> clock.advance(later));
    }

    /** Ends it, does that, and starts it again. */
    public void restartAfter(Runnable meanwhile) {
        bridge.close();
        meanwhile.run();
        bridge = BridgeUnderTest.start(home, clock);
    }

    /** The same with these settings: name, value, name, value. */
    public void restartWith(String... settings) {
        for (int i = 0; i < settings.length; i += 2) {
            home.set(settings[i], settings[i + 1]);
        }
        restart(Duration.ZERO);
    }

    public Clock clock() {
        return clock;
    }

    public BridgeClient client() {
        return bridge.client();
    }

    public void advance(Duration by) {
        bridge.advance(by);
    }

    /** Posts a lead of that person and returns its id. */
    public String post(String name, String email) {
        String json = "{\"name\":\"%s\",\"email\":\"%s\",\"message\":\"no. %d\"}"
                .formatted(name, email, number.incrementAndGet());
        return client().postForm("form-token", json).leadId();
    }

    /** Posts a lead of Ada and returns its id. */
    public String ada() {
        return post("Ada Lovelace", "ada@example.com");
    }

    /** Posts a lead of Eve, which is delivered, and returns its id. */
    public String eve() {
        String id = post("Eve", "eve" + number.get() + "@example.com");
        client().awaitState(id, "delivered");
        return id;
    }

    /** Waits until SalesByte was asked so often about that lead, and returns what each time came of it. */
    public List<String> lookUps(String id, int count) {
        return await().atMost(Duration.ofSeconds(15)).until(() -> lookUps(id), found -> found.size() >= count);
    }

    private List<String> lookUps(String id) {
        JsonNode timeline = client().lead(id).path("timeline");
        return StreamSupport.stream(timeline.spliterator(), false)
                .filter(entry -> entry.path("event").asText().equals("looked-up"))
                .map(entry -> entry.path("detail").asText())
                .toList();
    }

    /** Whether nothing more is done about it. */
    public static boolean isLeftToAPerson(JsonNode lead) {
        return lead.path("state").asText().equals("unknown")
                && lead.path("waiting").isNull();
    }

    /** The types of the messages that people and programs were sent. */
    public List<String> told() {
        return messages().stream().map(message -> message.getString("type")).toList();
    }

    /** Waits until as many messages were sent, and returns them all. */
    public List<JsonObject> told(int count) {
        await().atMost(Duration.ofSeconds(15)).until(() -> messages().size() >= count);
        return messages();
    }

    private List<JsonObject> messages() {
        return receiver.received().stream()
                .map(ScriptedSalesByte.Received::json)
                .toList();
    }

    @Override
    public void close() {
        bridge.close();
        salesByte.close();
        receiver.close();
    }
}
