package se.salesbyte.bridge.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.store.StoreUnavailableException;

/** The calls of the API, each on a worker, never on the event loop; whatever goes wrong is answered as a problem. */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final JsonProblem BAD_URL =
            JsonProblem.badRequest("the URL is not encoded as it should be: a % needs two digits after it");
    private static final JsonProblem NO_SUCH_CALL =
            JsonProblem.notFound("there is no such call: they are listed in /api/openapi.yaml");
    private static final JsonProblem FOREIGN_SITE =
            new JsonProblem(403, "Foreign site", "a page of another site may not call this");
    private static final JsonProblem OUR_TROUBLE = new JsonProblem(500, "Our own trouble", "see the log");

    private final Router router;
    private final long maxBody;
    private final Map<String, List<HttpMethod>> methods = new LinkedHashMap<>();

    /** What a call does; on a worker. */
    @FunctionalInterface
    interface Call {
        /**
         * Does it.
         *
         * @throws CallRefusedException to answer with a problem
         */
        Reply run(RoutingContext context) throws Exception;
    }

    Calls(Router router, long maxBody) {
        this.router = router;
        this.maxBody = maxBody;
    }

    /** Serves {@code GET} of that path. */
    void get(String path, Call call) {
        share(HttpMethod.GET, path, call);
    }

    /** Serves {@code GET} of that path with an answer that goes on, which the handler writes itself. */
    void stream(String path, Handler<RoutingContext> handler) {
        methods.computeIfAbsent(path, ignored -> new ArrayList<>()).add(HttpMethod.GET);
        router.get(path).handler(context -> {
            if (isOfAnotherSite(context)) {
                FOREIGN_SITE.answer(context.response());
            } else {
                handler.handle(context);
            }
        });
    }

    /** Serves {@code DELETE} of that path. */
    void delete(String path, Call call) {
        share(HttpMethod.DELETE, path, call);
    }

    /**
     * Serves {@code POST} of that path and nothing else of it, even if a pattern that is added later fits it; its body
     * may be as large as that of an event.
     */
    void post(String path, Call call) {
        post(path, maxBody, call);
    }

    /** The same for a body of another size, in bytes. */
    void post(String path, long maxBody, Call call) {
        router.post(path).handler(new RawBody(maxBody));
        add(HttpMethod.POST, path, call);
        refuseOthers(path, List.of(HttpMethod.POST));
    }

    /** To be called last: what is not served is a problem too. */
    void refuseTheRest() {
        methods.forEach(this::refuseOthers);
        router.route("/api").handler(context -> NO_SUCH_CALL.answer(context.response()));
        router.route("/api/*").handler(context -> NO_SUCH_CALL.answer(context.response()));
    }

    private void share(HttpMethod method, String path, Call call) {
        methods.computeIfAbsent(path, ignored -> new ArrayList<>()).add(method);
        add(method, path, call);
    }

    private void refuseOthers(String path, List<HttpMethod> allowed) {
        String names = allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        router.route(path).handler(context -> {
            context.response().putHeader("Allow", names);
            new JsonProblem(405, "Method not allowed", "use " + names).answer(context.response());
        });
    }

    private void add(HttpMethod method, String path, Call call) {
        router.route(method, path).handler(context -> {
            if (isFromAnotherSite(context)) {
                FOREIGN_SITE.answer(context.response());
            } else {
                run(context, call);
            }
        });
    }

    /** A browser says where a request comes from, and would add the password that it remembers. */
    private static boolean isFromAnotherSite(RoutingContext context) {
        return isOfAnotherSite(context) && !context.request().method().equals(HttpMethod.GET);
    }

    private static boolean isOfAnotherSite(RoutingContext context) {
        String site = context.request().getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private static void run(RoutingContext context, Call call) {
        context.vertx().executeBlocking(() -> call.run(context), false).onComplete(result -> {
            if (result.failed()) {
                problemOf(context, result.cause()).answer(context.response());
            } else if (!context.response().ended() && !context.response().closed()) {
                Reply reply = result.result();
                context.response()
                        .setStatusCode(reply.status())
                        .putHeader("Content-Type", reply.contentType())
                        .putHeader("Cache-Control", "no-store")
                        .end(reply.body());
            }
        });
    }

    private static JsonProblem problemOf(RoutingContext context, Throwable fault) {
        if (fault instanceof CallRefusedException refused) {
            return refused.problem();
        }
        if (fault instanceof StoreUnavailableException) {
            return new JsonProblem(503, "Not now", String.valueOf(fault.getMessage()));
        }
        if (fault instanceof TimeoutException) {
            return new JsonProblem(
                    503,
                    "Not known",
                    "the store takes long, and may do it yet: look at how it stands before you say so again");
        }
        if (fault instanceof HttpException http && http.getStatusCode() == BAD_URL.status()) {
            return BAD_URL;
        }
        LOG.error(
                "A call of the management API failed. path={}",
                context.currentRoute().getPath(),
                fault);
        return OUR_TROUBLE;
    }
}
