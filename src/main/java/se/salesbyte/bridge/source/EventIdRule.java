package se.salesbyte.bridge.source;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.source.EventIdPart.BodyHash;
import se.salesbyte.bridge.source.EventIdPart.InBody;
import se.salesbyte.bridge.source.EventIdPart.InHeader;
import se.salesbyte.bridge.verification.Values;

/**
 * How the same event is known again: by parts of the request that do not change when the provider sends it once more.
 * Attempt counters, delivery times and signatures must not be among them.
 */
public final class EventIdRule {
    private static final int LONGEST_DISPLAY = 255;

    private final String text;
    private final List<EventIdPart> parts;

    private EventIdRule(String text) {
        this.text = text;
        this.parts = Arrays.stream(text.split(",", -1))
                .map(part -> part(part.strip()))
                .toList();
    }

    /**
     * Reads a rule: one part, or several joined by commas. A part is {@code header:<name>}, {@code body:<dot path>} or
     * {@code hash} (SHA-256 of the raw body).
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static EventIdRule of(String text) {
        return new EventIdRule(text);
    }

    /**
     * The id of one event. If any part is missing, the hash of the body takes the place of the whole rule.
     *
     * @param headers of the request
     * @param tree the parsed event as maps, lists and scalars; null if it is empty
     * @param body the raw bytes of this event: all of the body unless several events came in one
     */
    public EventId idOf(Values headers, @Nullable Object tree, byte[] body) {
        List<String> found = parts.stream()
                .flatMap(part -> part.in(headers, tree, body).stream())
                .toList();
        return found.size() == parts.size() && !onlyHash() ? joined(found) : hashOf(body);
    }

    /** Whether it looks at nothing of the event itself, so that all events of one request would have one id. */
    boolean isOfTheRequest() {
        return parts.stream().allMatch(InHeader.class::isInstance);
    }

    /** The headers that it reads. */
    Set<String> headers() {
        return parts.stream()
                .flatMap(part -> part instanceof InHeader header ? Stream.of(header.name()) : Stream.empty())
                .collect(toSet());
    }

    /** What {@code hash} stands for: SHA-256 in hex. */
    public static String hash(byte[] event) {
        return BodyHash.of(event);
    }

    private static EventId hashOf(byte[] body) {
        return new EventId("sha256:" + BodyHash.of(body), true, null);
    }

    /** Each part goes in after its length, as {@code 1,23} and {@code 12,3} must not meet. */
    private EventId joined(List<String> found) {
        String key = found.stream().map(part -> part.length() + ":" + part).collect(joining(","));
        String shown = IntStream.range(0, found.size())
                .filter(i -> !(parts.get(i) instanceof BodyHash))
                .mapToObj(found::get)
                .collect(joining("/"));
        return new EventId(key, hasHash(), shown.substring(0, Math.min(shown.length(), LONGEST_DISPLAY)));
    }

    private boolean onlyHash() {
        return parts.stream().allMatch(BodyHash.class::isInstance);
    }

    private boolean hasHash() {
        return parts.stream().anyMatch(BodyHash.class::isInstance);
    }

    private static EventIdPart part(String text) {
        if (text.equals("hash")) {
            return new BodyHash();
        }
        if (text.startsWith("header:") && text.length() > "header:".length()) {
            return new InHeader(text.substring("header:".length()));
        }
        if (text.startsWith("body:")) {
            return new InBody(TreePath.of(text.substring("body:".length())));
        }
        throw new IllegalArgumentException(
                "event-id part \"" + text + "\" is not known: use header:<name>, body:<path> or hash");
    }

    /** The rule as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
