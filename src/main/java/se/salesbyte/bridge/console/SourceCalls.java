package se.salesbyte.bridge.console;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.preview.PreviewRoute;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.store.Statistics;

/** {@code /api/sources}, {@code /api/preview/{source}} and {@code /api/stats}. */
final class SourceCalls {
    private static final Duration COUNTED = Duration.ofDays(1);

    private final ManagementParts parts;
    private final SourceRoutes routes;

    SourceCalls(ManagementParts parts) {
        this.parts = parts;
        this.routes = new SourceRoutes(parts);
    }

    Reply list(RoutingContext context) {
        Query.of(context);
        Map<String, @Nullable Instant> lastEvents = parts.store().queries().lastEvents();
        Statistics statistics = parts.store().queries().statistics(now().minus(COUNTED));
        List<Map<String, @Nullable Object>> sources = new ArrayList<>();
        for (KnownSource known : parts.sources().all()) {
            sources.add(SourceJson.of(
                    known,
                    lastEvents.get(known.name()),
                    statistics.sources().getOrDefault(known.name(), Map.of()),
                    parts.reloads().faultOf(known.name())));
        }
        return Reply.json(Map.of("sources", sources));
    }

    Reply statistics(RoutingContext context) {
        Duration window = Query.of(context, "window").window();
        Statistics statistics = parts.store().queries().statistics(now().minus(window));
        Map<String, Long> states = new LinkedHashMap<>();
        Map<String, Object> sources = new LinkedHashMap<>();
        statistics.sources().forEach((source, counts) -> {
            sources.put(source, SourceJson.words(counts));
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
        PreviewRoute route = routes.of(context.pathParam("source"));
        String contentType = routes.readAs(route, context.request().getHeader("Content-Type"));
        try {
            return Reply.json(PreviewJson.of(
                    parts.preview().of(route, contentType, RawBody.of(context).getBytes())));
        } catch (UnparseablePayloadException e) {
            throw SourceRoutes.unreadable(e);
        }
    }

    private Instant now() {
        return parts.clock().instant();
    }
}
