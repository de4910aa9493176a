package se.salesbyte.bridge.console;

import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.ActedBy;
import se.salesbyte.bridge.store.LeadQueries;
import se.salesbyte.bridge.store.Receipt;
import se.salesbyte.bridge.store.RefusedFilter;
import se.salesbyte.bridge.store.RefusedRequest;
import se.salesbyte.bridge.store.RefusedRow;

/** {@code /api/quarantine}: refused requests, and letting one through. */
final class QuarantineCalls {
    private static final int PATIENCE_SECONDS = 10;

    private final LeadQueries queries;
    private final ReleaseRefused release;
    private final RefusedJson json;

    QuarantineCalls(ManagementParts parts) {
        this.queries = parts.store().queries();
        this.release = parts.release();
        this.json = new RefusedJson(new PayloadText(parts.sources()));
    }

    Reply list(RoutingContext context) {
        Query query = Query.of(context, "source", "limit", "cursor");
        RefusedFilter filter = new RefusedFilter(query.text("source").orElse(null), query.cursor(), query.limit());
        List<RefusedRow> rows = queries.refused(filter);
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("refused", rows.stream().map(json::row).toList());
        page.put(
                "next",
                rows.size() < filter.limit() ? null : rows.get(rows.size() - 1).id());
        return Reply.json(page);
    }

    Reply find(RoutingContext context) {
        Query.of(context);
        return Reply.json(json.whole(request(context)));
    }

    Reply release(RoutingContext context) throws Exception {
        Query.of(context);
        ActedBy by = WhoAndWhy.of(JsonBody.of(context, WhoAndWhy.BY, WhoAndWhy.REASON));
        RefusedRequest request = request(context);
        if (request.body() == null) {
            throw new CallRefusedException(
                    JsonProblem.conflict("its body was not kept: only its sender can send it again"));
        }
        Release outcome = release.release(request, by).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (outcome.refusal() != null) {
            throw new CallRefusedException(JsonProblem.conflict("it is refused still: " + outcome.refusal()));
        }
        return Reply.json(Map.of(
                "leads", outcome.receipts().stream().map(QuarantineCalls::lead).toList()));
    }

    private RefusedRequest request(RoutingContext context) {
        return queries.refused(context.pathParam("id"))
                .orElseThrow(() -> new CallRefusedException(
                        JsonProblem.notFound("there is no refused request of that id, or no more")));
    }

    private static Map<String, Object> lead(Receipt receipt) {
        return Map.of("id", receipt.leadId(), "status", receipt.duplicate() ? "duplicate" : "accepted");
    }
}
