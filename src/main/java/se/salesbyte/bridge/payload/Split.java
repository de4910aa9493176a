package se.salesbyte.bridge.payload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How several events in one body become single ones: by a path on which every list gives way to one of its entries. Of
 * {@code {"page": 7, "entry": [{"id": 1}, {"id": 2}]}} and the path {@code entry}, the first event is {@code {"page": 7,
 * "entry": {"id": 1}}}. Lists of one entry give way too, so that a mapping always meets the same shape. An empty list
 * stays: it makes no event of its own, and none disappear.
 */
public final class Split {
    /** No body holds more than one event. */
    public static final Split NONE = new Split(null);

    private static final String WHOLE_BODY = "$";
    private static final int MAX_EVENTS = 1_000;
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final @Nullable String path;

    private Split(@Nullable String path) {
        this.path = path;
    }

    /**
     * Reads a path.
     *
     * @param path names joined by dots, such as {@code entry.changes}, found also where a name has dots itself; {@code $}
     *     if the whole body is the list
     * @throws IllegalArgumentException if a name is empty
     */
    public static Split at(String path) {
        if (Arrays.stream(path.split("\\.", -1)).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("split path \"" + path
                    + "\" has an empty step: write it like entry.changes, or $ if the whole body is the list");
        }
        return new Split(path);
    }

    /**
     * The events in a tree, in their order; at least one.
     *
     * @throws UnparseablePayloadException if there are more than 1,000, or they take more than 16 MiB
     */
    public List<SplitEvent> eventsIn(Object tree) {
        List<SplitEvent> events = new ArrayList<>();
        if (path != null) {
            Collected collected = new Collected(events);
            each(tree, path.equals(WHOLE_BODY) ? "" : path, event -> {
                if (event != tree) {
                    collected.add(event);
                }
            });
        }
        return events.isEmpty() ? List.of(new SplitEvent(tree, null)) : events;
    }

    private static void each(Object node, String way, Consumer<Object> event) {
        if (node instanceof List<?> list && list.stream().anyMatch(Objects::nonNull)) {
            list.stream().filter(Objects::nonNull).forEach(entry -> each(entry, way, event));
            return;
        }
        Step step = node instanceof Map<?, ?> map && !way.isEmpty() ? Step.in(map, way) : null;
        Object inner = step == null ? null : step.value();
        if (step == null || inner == null) {
            event.accept(node);
        } else {
            each(inner, step.rest(), one -> event.accept(one == inner ? node : step.with(one)));
        }
    }

    @Override
    public String toString() {
        return path == null ? "none" : path;
    }

    /** The events so far; they share what they have in common, but each is kept whole. */
    private static final class Collected {
        private final List<SplitEvent> events;
        private long bytes;

        Collected(List<SplitEvent> events) {
            this.events = events;
        }

        void add(Object event) {
            byte[] json = TreeJson.write(event);
            bytes += json.length;
            if (events.size() == MAX_EVENTS) {
                throw new UnparseablePayloadException(
                        "more than %d events in one request: send fewer at a time".formatted(MAX_EVENTS), null);
            }
            if (bytes > MAX_BYTES) {
                throw new UnparseablePayloadException(
                        "%d events of one request take more than %d MiB when kept apart: send fewer at a time"
                                .formatted(events.size() + 1, MAX_BYTES / 1024 / 1024),
                        null);
            }
            events.add(new SplitEvent(event, json));
        }
    }
}
