package se.salesbyte.bridge.console;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.store.LeadFilter;
import se.salesbyte.bridge.store.LeadQueries;
import se.salesbyte.bridge.store.LeadRow;

/** {@code /api/**} on the management listener. Reads the store on a worker, never on the event loop. */
public final class ManagementApi {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementApi.class);

    private final LeadQueries leads;
    private final LeadJson json;

    /** @param sources who know how their payloads are read */
    public ManagementApi(LeadQueries leads, SourceRegistry sources) {
        this.leads = leads;
        this.json = new LeadJson(sources);
    }

    /** Serves the API on that router. */
    public void mount(Router router) {
        router.get("/api/leads").handler(context -> answer(context, () -> Optional.of(list(context))));
        router.get("/api/leads/:id")
                .handler(context -> answer(
                        context, () -> leads.find(context.pathParam("id")).map(json::whole)));
        router.route("/api/*").handler(context -> JsonProblem.answer(context, 404, "No such call", "see the README"));
    }

    private String list(RoutingContext context) {
        LeadFilter filter = LeadQueryParameters.read(context.queryParams());
        List<LeadRow> page = leads.list(filter);
        String next =
                page.size() < filter.limit() ? null : page.get(page.size() - 1).id();
        return json.page(page, next);
    }

    private static void answer(RoutingContext context, Callable<Optional<String>> read) {
        context.vertx().executeBlocking(read, false).onComplete(result -> {
            if (result.failed()) {
                fail(context, result.cause());
            } else if (result.result().isEmpty()) {
                JsonProblem.answer(context, 404, "No such lead", "look for it in GET /api/leads");
            } else {
                context.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(result.result().get());
            }
        });
    }

    private static void fail(RoutingContext context, Throwable cause) {
        if (cause instanceof BadQueryException) {
            JsonProblem.answer(context, 400, "Bad query", String.valueOf(cause.getMessage()));
        } else {
            LOG.error("A call of the management API failed. path={}", context.normalizedPath(), cause);
            JsonProblem.answer(context, 500, "Our own trouble", "see the log");
        }
    }
}
