package se.salesbyte.bridge.intake;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads a request's raw body up to a limit, whatever its content type; counts, as announced lengths may lie. */
final class ReadBody {
    private final Buffer body = Buffer.buffer();
    private final HttpServerRequest request;
    private final long limit;
    private final Consumer<byte[]> whole;
    private final Runnable tooLarge;
    private boolean refused;

    private ReadBody(HttpServerRequest request, long limit, Consumer<byte[]> whole, Runnable tooLarge) {
        this.request = request;
        this.limit = limit;
        this.whole = whole;
        this.tooLarge = tooLarge;
    }

    /** Calls one of the two, on the request's event loop; neither if the sender goes away before. */
    static void of(HttpServerRequest request, long limit, Consumer<byte[]> whole, Runnable tooLarge) {
        ReadBody read = new ReadBody(request, limit, whole, tooLarge);
        request.exceptionHandler(
                gone -> read.refused = true); // the sender broke off: it was told nothing and will send again
        request.handler(read::append);
        request.endHandler(end -> read.ended());
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue(); // it waits for this before it sends the body
        }
    }

    private void append(Buffer chunk) {
        if (refused) {
            return;
        }
        if (body.length() + (long) chunk.length() > limit) {
            refused = true;
            request.response().putHeader("Connection", "close");
            tooLarge.run();
        } else {
            body.appendBuffer(chunk);
        }
    }

    private void ended() {
        if (!refused) {
            whole.accept(body.getBytes());
        }
    }
}
