package se.salesbyte.bridge.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.FlowState;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.SourceState;
import se.salesbyte.bridge.store.AlarmRow;
import se.salesbyte.bridge.store.Attention;
import se.salesbyte.bridge.store.LeadRow;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.OverviewNumbers;
import se.salesbyte.bridge.store.ReplayRow;
import se.salesbyte.bridge.store.ReplicaRow;

/** The overview as people see it. */
final class OverviewJson {
    private static final List<LeadState> NOW =
            List.of(LeadState.ACCEPTED, LeadState.DELIVERING, LeadState.RETRYING, LeadState.FAILED, LeadState.UNKNOWN);

    private final ManagementParts parts;

    OverviewJson(ManagementParts parts) {
        this.parts = parts;
    }

    Map<String, @Nullable Object> of(OverviewNumbers numbers, FlowState flow) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("at", parts.clock().instant().toString());
        fields.put("sandbox", parts.sandbox());
        fields.put("changes", numbers.changes());
        Map<String, Object> now = new LinkedHashMap<>();
        NOW.forEach(state -> now.put(state.word(), numbers.now().getOrDefault(state, 0L)));
        now.put("held", numbers.held());
        fields.put("now", now);
        fields.put("day", chart(numbers.day()));
        fields.put("week", chart(numbers.week()));
        Map<String, @Nullable Object> latency = new LinkedHashMap<>();
        latency.put("p50", numbers.latency().p50());
        latency.put("p95", numbers.latency().p95());
        latency.put("p99", numbers.latency().p99());
        fields.put("latencyMs", latency);
        fields.put("oldestUnfinished", oldest(numbers.oldestUnfinished()));
        fields.put("flow", FlowJson.of(flow));
        fields.put(
                "attention",
                numbers.attention().stream().map(OverviewJson::attention).toList());
        fields.put("attentionCounted", numbers.attentionCut() ? OverviewNumbers.MOST_ATTENTION : null);
        fields.put("sources", sources(numbers));
        fields.put(
                "replays", numbers.replays().stream().map(OverviewJson::replay).toList());
        fields.put("alarms", numbers.alarms().stream().map(OverviewJson::alarm).toList());
        fields.put(
                "replicas",
                numbers.replicas().stream().map(OverviewJson::replica).toList());
        return fields;
    }

    private static Map<String, Object> replica(ReplicaRow replica) {
        return Map.of("name", replica.name(), "joinedAt", replica.joinedAt().toString());
    }

    private static Map<String, @Nullable Object> alarm(AlarmRow alarm) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("type", alarm.type());
        fields.put("source", alarm.source());
        fields.put("title", alarm.title());
        fields.put("message", alarm.message());
        fields.put("since", alarm.since().toString());
        fields.put("console", alarm.console());
        return fields;
    }

    private static Map<String, Object> chart(OverviewNumbers.Chart chart) {
        Map<String, Object> states = new LinkedHashMap<>();
        chart.states().forEach((state, counts) -> states.put(state.word(), counts));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from", chart.from().toString());
        fields.put("bucketSeconds", chart.each().toSeconds());
        fields.put("states", states);
        return fields;
    }

    private static @Nullable Map<String, @Nullable Object> oldest(@Nullable LeadRow lead) {
        if (lead == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", lead.id());
        fields.put("source", lead.source());
        fields.put("receivedAt", lead.receivedAt().toString());
        fields.put("state", lead.state().word());
        fields.put("waiting", lead.waiting());
        return fields;
    }

    private static Map<String, @Nullable Object> attention(Attention group) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", group.kind());
        fields.put("source", group.source());
        fields.put("reason", group.reason());
        fields.put("status", group.status());
        fields.put("fields", group.fields());
        fields.put("leads", group.leads());
        fields.put(
                "newest",
                Map.of("id", group.newestId(), "receivedAt", group.newestAt().toString()));
        return fields;
    }

    /** Those in use or in trouble: of those that come with the bridge most are neither. */
    private List<Map<String, @Nullable Object>> sources(OverviewNumbers numbers) {
        List<KnownSource> shown = new ArrayList<>();
        for (KnownSource known : parts.sources().all()) {
            boolean used = numbers.lastEvents().get(known.name()) != null
                    || numbers.received().containsKey(known.name())
                    || numbers.refused().containsKey(known.name());
            if (used || known.state() == SourceState.STOPPED) {
                shown.add(known);
            }
        }
        return shown.stream()
                .sorted(Comparator.comparing(
                        (KnownSource known) -> lastEvent(numbers, known), Comparator.reverseOrder()))
                .map(known -> source(numbers, known))
                .toList();
    }

    private static Instant lastEvent(OverviewNumbers numbers, KnownSource known) {
        Instant at = numbers.lastEvents().get(known.name());
        return at == null ? Instant.MIN : at;
    }

    private static Map<String, @Nullable Object> source(OverviewNumbers numbers, KnownSource known) {
        Instant lastEvent = numbers.lastEvents().get(known.name());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", known.name());
        fields.put("state", known.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        fields.put("fault", SourceJson.fault(known));
        fields.put("lastEventAt", lastEvent == null ? null : lastEvent.toString());
        fields.put("received", numbers.received().getOrDefault(known.name(), 0L));
        fields.put("refused", numbers.refused().getOrDefault(known.name(), 0L));
        return fields;
    }

    private static Map<String, Object> replay(ReplayRow replay) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", replay.id());
        fields.put("state", replay.state().word());
        fields.put("planned", replay.planned());
        fields.put("started", replay.started());
        return fields;
    }
}
