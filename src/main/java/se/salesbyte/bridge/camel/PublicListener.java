package se.salesbyte.bridge.camel;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.function.Supplier;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.vertx.common.VertxHelper;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/**
 * The public listener, in Camel's place for it. Camel's own opens its port before anything is mounted and answers 404
 * until then, which senders take as final; it gives no access to the server's options, connections and malformed
 * requests; and it would serve any {@code platform-http:} route. This one serves its handlers and nothing else.
 */
final class PublicListener extends VertxPlatformHttpServer {
    private final VertxPlatformHttpServerConfiguration configuration;
    private final Supplier<PublicHandlers> handlers;
    private @Nullable HttpServer server;

    PublicListener(VertxPlatformHttpServerConfiguration configuration, Supplier<PublicHandlers> handlers) {
        super(served(configuration));
        this.configuration = configuration;
        this.handlers = handlers;
    }

    @Override
    protected void startServer() throws Exception {
        PublicHandlers serving = handlers.get();
        HttpServerOptions options = new HttpServerOptions().setHttp2ClearTextEnabled(false);
        SSLContextParameters ssl = configuration.isUseGlobalSslContextParameters()
                ? getCamelContext().getSSLContextParameters()
                : null;
        if (ssl != null) {
            VertxHelper.setupSSLOptions(getCamelContext(), ssl, options);
        }
        server = getVertx()
                .createHttpServer(options)
                .connectionHandler(connection -> {
                    StrictRequestDecoder.useOn(connection, options);
                    serving.connected().handle(connection);
                })
                .requestHandler(serving.request())
                .invalidRequestHandler(serving.invalid())
                .listen(configuration.getBindPort(), configuration.getBindHost())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Override
    protected void stopServer() {
        HttpServer open = server;
        server = null;
        if (open != null) {
            open.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Override
    @SuppressWarnings("NullAway") // as in Camel's own: null before the start
    public HttpServer getServer() {
        return server;
    }

    @Override
    public int getPort() {
        HttpServer open = server;
        return open == null ? configuration.getBindPort() : open.actualPort();
    }

    private static VertxPlatformHttpServerConfiguration served(VertxPlatformHttpServerConfiguration configuration) {
        configuration.setServerType(VertxPlatformHttpRouter.SERVER_TYPE_SERVER);
        return configuration;
    }
}
