package se.salesbyte.bridge.console;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.preview.FieldChange;
import se.salesbyte.bridge.preview.Preview;
import se.salesbyte.bridge.preview.PreviewFault;
import se.salesbyte.bridge.preview.PreviewLead;
import se.salesbyte.bridge.preview.PreviewRoute;
import se.salesbyte.bridge.store.StoredPayload;

/** What today's mapping and another one make of the same stored events, by field. Confined to one call. */
final class CompareMappings {
    /** A mapping that does not come to an end takes long to be stopped, once for each event. */
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final PreviewLead preview;
    private final PreviewRoute route;
    private final String draft;
    private final UnaryOperator<Object> mask;
    private final Map<String, FieldCount> fields = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int compared;

    /**
     * @param draft the text of the other mapping
     * @param mask takes the secrets out of an event
     */
    CompareMappings(PreviewLead preview, PreviewRoute route, String draft, UnaryOperator<Object> mask) {
        this.preview = preview;
        this.route = route;
        this.draft = draft;
        this.mask = mask;
    }

    /** Compares them on these, or on as many as there is time for. */
    void on(List<StoredPayload> payloads) {
        long begun = System.nanoTime();
        for (StoredPayload payload : payloads) {
            if (System.nanoTime() - begun > AT_MOST.toNanos()) {
                return;
            }
            compare(payload);
        }
    }

    /** The answer. */
    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("compared", compared);
        answer.put("same", compared - differences.size());
        answer.put(
                "fields",
                fields.entrySet().stream()
                        .map(entry -> entry.getValue().json(entry.getKey()))
                        .toList());
        answer.put("leads", differences.stream().map(Difference::json).toList());
        answer.put("warnings", warnings);
        return answer;
    }

    private void compare(StoredPayload payload) {
        Object tree;
        try {
            tree = mask.apply(route.source().parse(payload.contentType(), payload.payload()));
        } catch (UnparseablePayloadException e) {
            return; // its source reads bodies otherwise since then
        }
        Preview before = preview.of(route, tree, null);
        Preview after = preview.of(route, tree, draft);
        compared++;
        after.warnings().stream().filter(warning -> !warnings.contains(warning)).forEach(warnings::add);
        List<FieldChange> changes = FieldChange.between(before, after);
        if (!changes.isEmpty() || !outcome(before).equals(outcome(after))) {
            changes.forEach(change -> fields.computeIfAbsent(change.field(), field -> new FieldCount())
                    .add(change));
            differences.add(new Difference(payload, before, after, changes));
        }
    }

    private static String outcome(Preview preview) {
        if (preview.request() != null) {
            return "request";
        }
        return preview.skipped() == null ? "faulty" : "skipped";
    }

    private static final class FieldCount {
        private int changed;
        private int gained;
        private int lost;

        void add(FieldChange change) {
            if (change.isGained()) {
                gained++;
            } else if (change.isLost()) {
                lost++;
            } else {
                changed++;
            }
        }

        Map<String, Object> json(String field) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("field", field);
            json.put("changed", changed);
            json.put("gained", gained);
            json.put("lost", lost);
            return json;
        }
    }

    private record Difference(StoredPayload payload, Preview before, Preview after, List<FieldChange> changes) {
        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("id", payload.leadId());
            json.put("receivedAt", payload.receivedAt().toString());
            json.put("before", outcome(before));
            json.put("after", outcome(after));
            json.put("reason", reason());
            json.put("changes", changes.stream().map(Difference::json).toList());
            return json;
        }

        /** Why it is no request any more, or still is none; null if it is one. */
        private @Nullable String reason() {
            String faults = after.faults().stream().map(PreviewFault::toString).collect(joining("; "));
            return faults.isEmpty() ? after.skipped() : faults;
        }

        private static Map<String, @Nullable Object> json(FieldChange change) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("field", change.field());
            json.put("before", change.before());
            json.put("after", change.after());
            return json;
        }
    }
}
