package se.salesbyte.bridge.salesbyte.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import se.salesbyte.bridge.salesbyte.Whitespace;

/** The Quotes API over HTTP. */
final class QuotesEndpoint {
    private static final String ROUTE = "api/quotes";

    private final QuotesApi api;
    private final Answers answers;
    private final String basePath;

    QuotesEndpoint(QuotesApi api, Answers answers, String basePath) {
        this.api = api;
        this.answers = answers;
        this.basePath = basePath;
    }

    void mount(Router router) {
        String path = basePath + "/" + ROUTE;
        get(router, path, request -> answer(request, api.list(parameters(request))));
        get(router, path + "/:key", request -> answer(request, api.get(request.pathParam("key"))));
    }

    private void get(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(request -> admit(request, handler));
        router.route(path).handler(request -> answer(request, wrongMethod(request)));
    }

    private void admit(RoutingContext request, Handler<RoutingContext> handler) {
        if (api.admits(request.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            handler.handle(request);
        } else {
            answer(request, SandboxReply.message(401, "Unauthenticated."));
        }
    }

    private void answer(RoutingContext request, SandboxReply reply) {
        answers.refuse(request, reply, basePath + "/");
    }

    /** As Laravel sees them: trimmed, empty ones not there, of two of a name the last. */
    private static Map<String, String> parameters(RoutingContext request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        request.queryParams().forEach((name, value) -> {
            String trimmed = Whitespace.trim(value);
            if (trimmed.isEmpty()) {
                parameters.remove(name);
            } else {
                parameters.put(name, trimmed);
            }
        });
        return parameters;
    }

    private SandboxReply wrongMethod(RoutingContext request) {
        String route = request.normalizedPath().substring(basePath.length() + 1);
        String message = "The " + request.request().method() + " method is not supported for route " + route
                + ". Supported methods: GET, HEAD.";
        return SandboxReply.message(405, message).with("Allow", "GET, HEAD");
    }
}
