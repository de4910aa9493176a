package se.salesbyte.bridge.console;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.preview.Preview;
import se.salesbyte.bridge.preview.PreviewFault;
import se.salesbyte.bridge.preview.PreviewRoute;
import se.salesbyte.bridge.salesbyte.CreateLeadRequest;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.Statistics;

/** {@code /api/sources}, {@code /api/preview/{source}} and {@code /api/stats}. */
final class SourceCalls {
    private static final Duration COUNTED = Duration.ofDays(1);

    private final ManagementParts parts;

    SourceCalls(ManagementParts parts) {
        this.parts = parts;
    }

    Reply list(RoutingContext context) {
        Query.of(context);
        Map<String, @Nullable Instant> lastEvents = parts.store().queries().lastEvents();
        Statistics statistics = parts.store().queries().statistics(now().minus(COUNTED));
        List<Map<String, @Nullable Object>> sources = new ArrayList<>();
        for (KnownSource known : parts.sources().all()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            Source source = known.source();
            Instant lastEvent = lastEvents.get(known.name());
            fields.put("name", known.name());
            fields.put("state", known.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            fields.put(
                    "scheme", source == null ? null : source.preset().scheme().describe());
            fields.put("lastEventAt", lastEvent == null ? null : lastEvent.toString());
            fields.put("counts", words(statistics.sources().getOrDefault(known.name(), Map.of())));
            fields.put("fault", fault(known));
            sources.add(fields);
        }
        return Reply.json(Map.of("sources", sources));
    }

    Reply statistics(RoutingContext context) {
        Duration window = Query.of(context, "window").window();
        Statistics statistics = parts.store().queries().statistics(now().minus(window));
        Map<String, Long> states = new LinkedHashMap<>();
        Map<String, Object> sources = new LinkedHashMap<>();
        statistics.sources().forEach((source, counts) -> {
            sources.put(source, words(counts));
            counts.forEach((state, count) -> states.merge(state.word(), count, Long::sum));
        });
        Map<String, @Nullable Object> latency = new LinkedHashMap<>();
        latency.put("p50", statistics.latency().p50());
        latency.put("p95", statistics.latency().p95());
        latency.put("p99", statistics.latency().p99());
        Instant oldest = statistics.oldestUnfinished();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("states", states);
        fields.put("sources", sources);
        fields.put("latencyMs", latency);
        fields.put(
                "oldestUnfinishedSeconds",
                oldest == null
                        ? null
                        : Math.max(0, Duration.between(oldest, now()).toSeconds()));
        fields.put("breaker", FlowJson.of(parts.flow().state()));
        return Reply.json(fields);
    }

    Reply preview(RoutingContext context) {
        Query.of(context);
        String name = context.pathParam("source");
        PreviewRoute route = parts.routes()
                .apply(name)
                .orElseThrow(() -> new CallRefusedException(
                        parts.sources().find(name).isEmpty()
                                ? JsonProblem.notFound("there is no source of that name: see /api/sources")
                                : JsonProblem.conflict("the source has no running route now")));
        String contentType = route.source()
                .readAs(context.request().getHeader("Content-Type"))
                .orElseThrow(() -> new CallRefusedException(new JsonProblem(
                        415,
                        "Content type not taken by this source",
                        "send " + route.source().preset().accepts())));
        try {
            return Reply.json(fields(
                    parts.preview().of(route, contentType, RawBody.of(context).getBytes())));
        } catch (UnparseablePayloadException e) {
            throw new CallRefusedException(
                    JsonProblem.badRequest("the body is not what its content type says: " + e.getMessage()));
        }
    }

    private static Map<String, @Nullable Object> fields(Preview preview) {
        CreateLeadRequest request = preview.request();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("request", request == null ? null : request.withoutSecrets());
        fields.put("reference", request == null ? null : request.reference());
        fields.put("skipped", preview.skipped());
        fields.put("faults", preview.faults().stream().map(SourceCalls::fields).toList());
        fields.put("warnings", preview.warnings());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(PreviewFault fault) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("field", fault.field());
        fields.put("reason", fault.reason());
        fields.put("place", fault.place());
        return fields;
    }

    private static @Nullable String fault(KnownSource known) {
        return switch (known.state()) {
            case RUNNING -> null;
            case STOPPED -> "its route is stopped, broken or not there any more";
            case NO_SECRET -> "set " + known.name() + ".secret";
        };
    }

    private static Map<String, Long> words(Map<LeadState, Long> counts) {
        Map<String, Long> words = new LinkedHashMap<>();
        counts.forEach((state, count) -> words.put(state.word(), count));
        return words;
    }

    private Instant now() {
        return parts.clock().instant();
    }
}
