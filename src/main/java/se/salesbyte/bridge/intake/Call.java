package se.salesbyte.bridge.intake;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.verification.Values;
import se.salesbyte.bridge.verification.WebhookRequest;

/**
 * One HTTP call to a known source, from its head to its answer, which is given on the event loop that it came in on.
 *
 * @param source its name
 * @param since when its head was there, by {@link System#nanoTime}
 */
record Call(HttpServerRequest request, Context context, String source, long since) {

    /** Runs that on the call's event loop. */
    void onEventLoop(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    /** Whether nobody has answered yet and the sender is still there. */
    boolean isOpen() {
        HttpServerResponse response = request.response();
        return !response.ended() && !response.closed();
    }

    /** As declared; null if it was not. */
    @Nullable
    String contentType() {
        return request.getHeader("Content-Type");
    }

    /** Whether its body is compressed or the like, which nobody here undoes. */
    boolean isEncoded() {
        String encoding = request.getHeader("Content-Encoding");
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    /** What schemes and handshakes look at. */
    WebhookRequest webhook(Optional<URI> publicUrl, Body body) {
        Values headers = name -> request.headers().getAll(name);
        String url = publicUrl.map(base -> base + request.uri()).orElseGet(this::requested);
        return new WebhookRequest(
                request.method().name(), url, headers, Values.ofQuery(url), body.fields(), body.bytes());
    }

    /** What the sender called, by its own Host; without one, as HTTP/1.0 allows, only path and query are known. */
    private String requested() {
        @Nullable String url = request.absoluteURI();
        return url == null ? request.uri() : url;
    }
}
