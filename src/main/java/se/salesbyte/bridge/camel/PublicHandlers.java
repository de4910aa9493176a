package se.salesbyte.bridge.camel;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;

/**
 * Who serves the public listener; called on its event loop.
 *
 * @param connected told of each new connection, before its first request
 * @param request answers every well-formed request
 * @param invalid answers what is no HTTP request; the connection is closed after it
 */
public record PublicHandlers(
        Handler<HttpConnection> connected, Handler<HttpServerRequest> request, Handler<HttpServerRequest> invalid) {}
