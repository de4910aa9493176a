package se.salesbyte.bridge.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import se.salesbyte.bridge.salesbyte.sandbox.Sandbox;
import se.salesbyte.bridge.salesbyte.sandbox.SandboxConfig;

/** The SalesByte sandbox on a free loopback port, with a Vert.x of its own. */
public final class SandboxServer implements AutoCloseable {
    private static final String BASE_PATH = "/sandbox";

    private final Vertx vertx = Vertx.vertx();
    private final Sandbox sandbox;
    private final HttpServer server;

    private SandboxServer(SandboxConfig config, Clock clock) {
        sandbox = new Sandbox(config, this::url, clock);
        Router router = Router.router(vertx);
        sandbox.mount(router, BASE_PATH);
        server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    /** Starts one that knows {@link SandboxConfig#standard()}. */
    public static SandboxServer start() {
        return start(SandboxConfig.standard(), Clock.systemUTC());
    }

    /** Starts one that knows what is given. */
    public static SandboxServer start(SandboxConfig config, Clock clock) {
        return new SandboxServer(config, clock);
    }

    /** The base address, for {@code salesbyte.url}; no slash at its end. */
    public String url() {
        return "http://127.0.0.1:" + server.actualPort() + BASE_PATH;
    }

    /** The address of Create Lead. */
    public URI leads() {
        return URI.create(url() + "/integrations/create_brandawareness");
    }

    /** What arrived. */
    public Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public void close() {
        await(server.close());
        sandbox.close();
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Exception e) {
            throw new IllegalStateException("the sandbox server does not start or stop", e);
        }
    }
}
