package se.salesbyte.bridge.camel;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationConfigEntry;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.HttpServerConfigurationProperties;

/** Makes Camel Main's two listeners: the public one serves the intake alone, the management one is guarded throughout. */
public final class BridgeListeners extends DefaultMainHttpServerFactory {
    private final Supplier<PublicHandlers> intake;
    private final Handler<RoutingContext> guard;

    /**
     * @param intake what the public listener serves, asked for when it opens its port
     * @param guard stands before everything on the management listener
     */
    public BridgeListeners(Supplier<PublicHandlers> intake, Handler<RoutingContext> guard) {
        this.intake = intake;
        this.guard = guard;
    }

    @Override
    public Service newHttpServer(CamelContext context, HttpServerConfigurationProperties settings) {
        requireFree(settings.getHost(), settings.getPort(), "camel.server.port");
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(settings.getHost());
        configuration.setBindPort(settings.getPort());
        configuration.setUseGlobalSslContextParameters(settings.isUseGlobalSslContextParameters());
        PublicListener listener = new PublicListener(configuration, intake);
        listener.setCamelContext(context);
        return listener;
    }

    @Override
    public Service newHttpManagementServer(CamelContext context, HttpManagementServerConfigurationProperties settings) {
        requireFree(settings.getHost(), settings.getPort(), "camel.management.port");
        ManagementHttpServer server = (ManagementHttpServer) super.newHttpManagementServer(context, settings);
        AuthenticationConfig guarded = new AuthenticationConfig(List.of(new Guarded(guard)));
        guarded.setEnabled(true);
        server.getConfiguration().setAuthenticationConfig(guarded);
        return server;
    }

    /** Camel's listeners only log that a port is taken, and run on without it. */
    private static void requireFree(String host, int port, String setting) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot listen on " + host + ":" + port + ": set " + setting + " to a free port", e);
        }
    }

    /** The guard before every path. */
    private static final class Guarded extends AuthenticationConfigEntry {
        private final Handler<RoutingContext> guard;

        Guarded(Handler<RoutingContext> guard) {
            this.guard = guard;
            setPath("/*");
        }

        @Override
        public Handler<RoutingContext> createAuthenticationHandler(Vertx vertx) {
            return guard;
        }
    }
}
