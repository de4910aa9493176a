package se.salesbyte.bridge.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** SalesByte, in a process of its own: creates every lead at once, and counts each by its number. */
public final class SalesByteMain {
    private static final String SEEN = "/seen";
    private static final long LONGEST_MICROS = 3_600_000_000L;

    private final Tally tally = new Tally();
    private final Histogram untilCalled = new Histogram(LONGEST_MICROS, 3);

    /**
     * What it has seen.
     *
     * @param distinct leads, each counted once
     * @param again creations of a lead that had been created before
     * @param untilCalled from when the webhook was due, since it was last asked for
     */
    record Seen(int distinct, int again, Latency untilCalled) {}

    private SalesByteMain() {}

    /**
     * Serves until it is stopped.
     *
     * @param args the port on loopback
     */
    public static void main(String[] args) {
        SalesByteMain salesByte = new SalesByteMain();
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)) // so that nothing needs a lock
                .createHttpServer()
                .requestHandler(salesByte::handle)
                .listen(Integer.parseInt(args[0]), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void handle(HttpServerRequest request) {
        if (request.path().equals(SEEN)) {
            request.response().end(seen());
            return;
        }
        request.body().onSuccess(body -> {
            Optional<Mark> mark = Mark.in(body.getBytes());
            if (mark.isEmpty()) {
                request.response().setStatusCode(422).end("{\"message\":\"no mark\"}");
                return;
            }
            int number = mark.get().number();
            if (tally.add(number)) {
                untilCalled.recordValue(
                        Math.max(0, Mark.nowMicros() - mark.get().dueMicros()));
            }
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end("{\"id\":" + (number + 1) + ",\"links\":{\"edit\":\"https://app.salesbyte.example/offerter/"
                            + (number + 1) + "/redigera\"}}");
        });
    }

    private Buffer seen() {
        try {
            Seen seen = new Seen(tally.distinct(), tally.again(), Latency.of(untilCalled));
            untilCalled.reset();
            return Buffer.buffer(ProviderMain.JSON.writeValueAsBytes(seen));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
