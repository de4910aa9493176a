package se.salesbyte.bridge.intake;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Reads a request's raw body, whatever its content type: up to a limit, within a time, out of the budget of all. Counts
 * what arrives, as announced lengths may lie. Confined to the request's event loop.
 */
final class ReadBody {
    private Buffer body = Buffer.buffer();
    private final HttpServerRequest request;
    private final long limit;
    private final BodyBudget budget;
    private final Consumer<byte[]> whole;
    private final Consumer<Problem> refused;
    private boolean over;

    /**
     * @param whole gets the body; what it took of the budget is the caller's to give back, by its length
     * @param refused gets the reason instead; the connection is to be closed with the answer
     */
    ReadBody(
            HttpServerRequest request,
            long limit,
            BodyBudget budget,
            Consumer<byte[]> whole,
            Consumer<Problem> refused) {
        this.request = request;
        this.limit = limit;
        this.budget = budget;
        this.whole = whole;
        this.refused = refused;
    }

    /** Calls one of the two, or neither if the sender goes away before: it was told nothing and will send again. */
    void start() {
        request.exceptionHandler(gone -> giveUp());
        request.handler(this::append);
        request.endHandler(end -> ended());
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue(); // it waits for this before it sends the body
        }
    }

    /** The sender took too long. */
    void tooSlow() {
        refuse(Problem.TOO_SLOW);
    }

    private void append(Buffer chunk) {
        if (over) {
            return;
        }
        if (body.length() + (long) chunk.length() > limit) {
            refuse(Problem.TOO_LARGE);
        } else if (budget.take(chunk.length())) {
            body.appendBuffer(chunk);
        } else {
            refuse(Problem.BUSY);
        }
    }

    private void ended() {
        if (!over) {
            over = true;
            byte[] bytes = body.getBytes();
            body = Buffer.buffer();
            whole.accept(bytes);
        }
    }

    private void refuse(Problem problem) {
        if (!over) {
            giveUp();
            refused.accept(problem);
        }
    }

    private void giveUp() {
        if (!over) {
            over = true;
            budget.giveBack(body.length());
        }
    }
}
