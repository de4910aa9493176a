package se.salesbyte.bridge.console;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/**
 * Reads a call's body as it came, up to a limit. Vert.x's own handler takes forms apart, keeps nothing of a multipart one,
 * and refuses others that an event may well be. Confined to the request's event loop until the body is whole.
 */
final class RawBody implements Handler<RoutingContext> {
    private static final String BODY = RawBody.class.getName();
    static final JsonProblem TOO_LARGE = new JsonProblem(413, "Body too large", "see bridge.intake.max-body");

    private final long limit;

    /** @param limit in bytes */
    RawBody(long limit) {
        this.limit = limit;
    }

    /** The body of a call that came through here; empty if it has none. */
    static Buffer of(RoutingContext context) {
        return Objects.requireNonNull(context.get(BODY), "no body was read");
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + (long) chunk.length() <= limit) {
                body.appendBuffer(chunk);
            } else {
                refuse(context);
            }
        });
        request.exceptionHandler(gone -> request.handler(null)); // nobody is left to answer
        request.endHandler(end -> {
            if (!context.response().ended()) {
                context.put(BODY, body);
                context.next();
            }
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            context.response().writeContinue(); // it waits for this before it sends the body
        }
    }

    /** What is still to come is dropped, so that a client that sends first and reads then gets the answer. */
    private static void refuse(RoutingContext context) {
        context.request().handler(rest -> {});
        TOO_LARGE.answer(context.response());
    }
}
