package se.salesbyte.bridge.console;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * Why a call was refused, as {@code application/problem+json} (RFC 9457).
 *
 * @param title what it is, the same for all of its kind
 * @param detail what is wrong here, and what to do
 */
record JsonProblem(int status, String title, String detail) {
    static JsonProblem badRequest(String detail) {
        return new JsonProblem(400, "Bad request", detail);
    }

    static JsonProblem notFound(String detail) {
        return new JsonProblem(404, "Not found", detail);
    }

    static JsonProblem conflict(String detail) {
        return new JsonProblem(409, "Not now", detail);
    }

    void answer(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(new JsonObject()
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail)
                        .toBuffer());
    }
}
