package se.salesbyte.bridge.camel;

import io.vertx.ext.web.Router;
import java.util.function.Consumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * The public listener. Camel's own opens its port before anything is mounted and answers 404 until then, which senders
 * take as final; this one mounts first.
 */
final class PublicListener extends VertxPlatformHttpServer {
    private final VertxPlatformHttpServerConfiguration configuration;
    private final Consumer<Router> mount;

    PublicListener(VertxPlatformHttpServerConfiguration configuration, Consumer<Router> mount) {
        super(served(configuration));
        this.configuration = configuration;
        this.mount = mount;
    }

    @Override
    protected void startServer() throws Exception {
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(configuration.getBindPort());
        mount.accept(VertxPlatformHttpRouter.lookup(getCamelContext(), name));
        super.startServer();
    }

    private static VertxPlatformHttpServerConfiguration served(VertxPlatformHttpServerConfiguration configuration) {
        configuration.setServerType(VertxPlatformHttpRouter.SERVER_TYPE_SERVER);
        return configuration;
    }
}
