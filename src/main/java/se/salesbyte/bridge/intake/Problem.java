package se.salesbyte.bridge.intake;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused, as {@code application/problem+json} (RFC 9457). Says nothing of what the request held, of
 * secrets or of our insides.
 *
 * @param reason why, in a word for metrics
 * @param title what it is, the same for all of its kind
 * @param detail what to do; null if the title says it
 * @param retryAfter when it is worth another try; null if it is not
 */
record Problem(int status, String reason, String title, @Nullable String detail, @Nullable Duration retryAfter) {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    static final Problem MALFORMED = of(400, "malformed", "Not a well-formed HTTP request", null);
    static final Problem UNPARSEABLE = of(400, "unparseable", "Body is not what its content type says", null);
    static final Problem UNAUTHORIZED = of(401, "signature", "Signature or token refused", null);
    static final Problem NOT_FOUND = of(404, "no-source", "No such source", "post to /webhooks/{source}");
    static final Problem METHOD_NOT_ALLOWED = of(405, "method", "Method not allowed", "use POST");
    static final Problem TOO_SLOW = of(408, "too-slow", "Request took too long to arrive", null);
    static final Problem TOO_LARGE = of(413, "too-large", "Body too large", null);
    static final Problem UNSUPPORTED_TYPE = of(415, "content-type", "Content type not taken by this source", null);
    static final Problem TOO_MANY =
            new Problem(429, "rate-limit", "Too many requests", "slow down: this source has a rate limit", SHORTLY);
    static final Problem STARTING_OR_STOPPING = unavailable("stopping", "the bridge is starting or stopping");
    static final Problem SOURCE_CLOSED = unavailable("source-closed", "this source takes no events now");
    static final Problem INBOX_FULL = unavailable("inbox-full", "too many leads wait");
    static final Problem BUSY = unavailable("busy", "too many bodies at once");
    static final Problem NOT_STORED = unavailable("not-stored", "the event was not stored");
    static final Problem HANDSHAKE_NOT_STORED = unavailable("not-stored", "the handshake was not stored");

    /** Our own trouble, whatever it is: the sender should keep the event and come again. */
    private static Problem unavailable(String reason, String detail) {
        return new Problem(503, reason, "Not now", detail, SOON);
    }

    /** What the server could not decode as HTTP. */
    static Problem undecodable(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return of(414, "url-too-long", "URL too long", null);
        }
        return cause instanceof TooLongHttpHeaderException
                ? of(431, "headers-too-large", "Headers too large", null)
                : MALFORMED;
    }

    private static Problem of(int status, String reason, String title, @Nullable String detail) {
        return new Problem(status, reason, title, detail, null);
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
