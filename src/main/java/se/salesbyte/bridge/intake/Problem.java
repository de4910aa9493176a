package se.salesbyte.bridge.intake;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused, as {@code application/problem+json} (RFC 9457). Says nothing of what the request held, of
 * secrets or of our insides.
 *
 * @param title what it is, the same for all of its kind
 * @param detail what to do; null if the title says it
 * @param retryAfter when it is worth another try; null if it is not
 */
record Problem(int status, String title, @Nullable String detail, @Nullable Duration retryAfter) {
    private static final Duration SOON = Duration.ofSeconds(10);

    static final Problem NOT_FOUND = of(404, "No such source", "post to /webhooks/{source}");
    static final Problem METHOD_NOT_ALLOWED = of(405, "Method not allowed", "use POST");
    static final Problem UNAUTHORIZED = of(401, "Signature or token refused", null);
    static final Problem TOO_LARGE = of(413, "Body too large", null);
    static final Problem UNSUPPORTED_TYPE = of(415, "Content type not taken by this source", null);
    static final Problem UNPARSEABLE = of(400, "Body is not what its content type says", null);

    /** Our own trouble, whatever it is: the sender should keep the event and come again. */
    static Problem unavailable(String detail) {
        return new Problem(503, "Not now", detail, SOON);
    }

    private static Problem of(int status, String title, @Nullable String detail) {
        return new Problem(status, title, detail, null);
    }

    void answer(HttpServerResponse response) {
        JsonObject body = new JsonObject().put("title", title).put("status", status);
        if (detail != null) {
            body.put("detail", detail);
        }
        if (retryAfter != null) {
            response.putHeader("Retry-After", String.valueOf(retryAfter.toSeconds()));
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(body.toBuffer());
    }
}
