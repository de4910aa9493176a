package se.salesbyte.bridge.salesbyte.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers over HTTP: the API's as they are, the pages' with what keeps a browser from running anything in them. */
final class Answers {
    private final SandboxPages pages;

    Answers(SandboxPages pages) {
        this.pages = pages;
    }

    /** As it is, whoever asked. */
    static void send(RoutingContext request, SandboxReply reply) {
        // over HTTP/2 Vert.x would send a body with the answer to a HEAD
        boolean head = request.request().method().equals(HttpMethod.HEAD);
        begin(request, reply).end(head ? Buffer.buffer() : Buffer.buffer(reply.body()));
    }

    /** Half of the body, whole headers, then no more. */
    static void sendHalf(RoutingContext request, SandboxReply reply) {
        Buffer body = Buffer.buffer(reply.body());
        HttpServerResponse response =
                begin(request, reply).putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
        response.write(body.slice(0, body.length() / 2)).onComplete(written -> cut(request));
    }

    /** Closes the connection, whatever was sent on it. */
    static void cut(RoutingContext request) {
        request.request().connection().close();
    }

    /** JSON for who wants JSON first; others get what Laravel has for browsers. */
    void refuse(RoutingContext request, SandboxReply reply, String formUrl) {
        String message = reply.message();
        if (message == null || wantsJson(request)) {
            send(request, reply);
        } else if (reply.status() == 422 || reply.status() == 401) {
            send(request, SandboxReply.empty(302).with("Location", formUrl));
        } else {
            reply.headers().forEach(request.response()::putHeader);
            page(request, reply.status(), pages.error(reply.status(), message));
        }
    }

    static void page(RoutingContext request, int status, String html) {
        // no-referrer would make a browser send "Origin: null" with the page's own forms
        begin(request, SandboxReply.text(status, SandboxReply.HTML, html))
                .putHeader("Content-Security-Policy", SandboxPages.CONTENT_SECURITY_POLICY)
                .putHeader("Referrer-Policy", "same-origin")
                .end(html);
    }

    static boolean wantsJson(RoutingContext request) {
        return AcceptHeader.wantsJson(request.request().getHeader(HttpHeaders.ACCEPT));
    }

    private static HttpServerResponse begin(RoutingContext request, SandboxReply reply) {
        HttpServerResponse response = request.response().setStatusCode(reply.status());
        if (reply.contentType() != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType());
        }
        reply.headers().forEach(response::putHeader);
        return response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("X-Content-Type-Options", "nosniff");
    }
}
