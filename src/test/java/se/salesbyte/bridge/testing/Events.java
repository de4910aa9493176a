package se.salesbyte.bridge.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import se.salesbyte.bridge.store.NewLead;

/** Verified events, as the intake hands them to the store. */
public final class Events {
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Events() {}

    /** Received at noon, remembered for good. */
    public static NewLead event(String source, String id) {
        return event(source, id, NOON);
    }

    /** Remembered for good. */
    public static NewLead event(String source, String id, Instant receivedAt) {
        return event(source, id, receivedAt, payloadOf(id));
    }

    /** Received at noon, remembered for good. */
    public static NewLead event(String source, String id, byte[] payload) {
        return event(source, id, NOON, payload);
    }

    /** Its repetition is a duplicate for a while only. */
    public static NewLead windowedEvent(String source, String id, Instant receivedAt, Instant rememberedUntil) {
        return new NewLead(
                source, id, id.getBytes(UTF_8), rememberedUntil, receivedAt, "application/json", payloadOf(id), null);
    }

    /** That many different ones, received at noon. */
    public static List<NewLead> events(String source, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> event(source, "evt-" + i))
                .toList();
    }

    private static NewLead event(String source, String id, Instant receivedAt, byte[] payload) {
        return new NewLead(source, id, id.getBytes(UTF_8), null, receivedAt, "application/json", payload, null);
    }

    private static byte[] payloadOf(String id) {
        return ("{\"id\": \"" + id + "\"}").getBytes(UTF_8);
    }
}
