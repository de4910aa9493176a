package se.salesbyte.bridge.camel;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.spi.Transformer;
import org.apache.camel.spi.TransformerKey;
import org.apache.camel.support.SimpleTypeConverter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.notification.ReceiverAddresses;
import se.salesbyte.bridge.source.Presets;

/** Camel Main with the routes of the bridge's home, and Camel's switches as the bridge needs them. */
public final class RouteEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteEngine.class);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(10);
    private static final String GUARD = "guardTheCall";
    private static final String CONNECTIONS = "httpConnections";

    /** Where a site describes providers of its own. */
    static final String PRESETS = "routes/presets.yaml";

    private final Main main = new Main();
    private final Path home;
    private final Presets presets;
    private final Map<String, Transformer> transformers = new LinkedHashMap<>();
    private final Function<String, Optional<String>> placeholders;
    private @Nullable GuardTheCall guard;
    private @Nullable LiveRoutes live;

    /**
     * @param home where {@code routes/} is
     * @param placeholders finds what {@code {{key}}} in a route stands for
     * @throws se.salesbyte.bridge.source.InvalidPresetException if its own presets are wrong
     */
    public RouteEngine(Path home, Function<String, Optional<String>> placeholders) {
        this.home = home;
        this.presets = Presets.with(home.resolve(PRESETS));
        this.placeholders = placeholders;
        main.setDefaultPropertyPlaceholderLocation("false");
        property("camel.main.name", "salesbyte-bridge");
        property("camel.main.routesIncludePattern", "false"); // Camel's own way reads every file twice
        property("camel.main.basePackageScanEnabled", "false");
        property("camel.main.autoConfigurationLogSummary", "false");
        property("camel.main.startupSummaryLevel", "Off");
        property("camel.main.streamCachingEnabled", "false"); // bodies are trees and bytes, never half-read streams
        property("camel.main.shutdownTimeout", String.valueOf(PATIENCE_AT_STOP.toSeconds())); // it is drained by then
        property("camel.main.messageHistory", "false"); // it would quote payloads in stack traces
        property("camel.main.autoConfigurationFailFast", "true");
        property("camel.server.enabled", "true");
        property("camel.management.enabled", "true");
        property("camel.management.healthCheckEnabled", "true");
        property("camel.management.metricsEnabled", "true");
        property(
                "camel.health.routesEnabled",
                "false"); // or one source that stops takes all others from a load balancer
        property("camel.health.consumersEnabled", "false");
        property("camel.health.exposureLevel", "full"); // reasons are shown also of what is up
        property("camel.metrics.enabled", "true");
        property("camel.metrics.enableExchangeEventNotifier", "false"); // the bridge counts deliveries itself
        property("camel.metrics.enableRoutePolicy", "false"); // it formats a text for each exchange of each route
        property("camel.component.direct.block", "false"); // while a shared file is away, fail at once and retry
    }

    /** Sets one of Camel's own properties. */
    public void property(String key, String value) {
        main.addInitialProperty(key, value);
    }

    /** Makes a bean known to routes and components by that name. */
    public void bind(String name, Object bean) {
        if (main.getCamelContext() == null) {
            main.bind(name, bean);
        } else {
            main.getCamelContext().getRegistry().bind(name, bean);
        }
    }

    /** Makes a transformer known under {@code scheme} or {@code scheme:name}. */
    public void transformer(String type, Transformer transformer) {
        transformers.put(type, transformer);
    }

    /**
     * Sets up {@code http:}: no hidden resending, no redirects, no cookies, and nothing leaves unnoticed.
     *
     * @param answerTimeout for the whole of a call once it is connected
     * @param concurrency how many calls to one destination, of leads and messages, there may be at once
     * @param receivers where messages of an outbox may go, and what a lead's route fetches
     */
    public void httpClient(
            Duration connectTimeout, Duration answerTimeout, int concurrency, ReceiverAddresses receivers) {
        guard = new GuardTheCall(connectTimeout.plus(answerTimeout), answerTimeout, receivers);
        bind(GUARD, guard);
        bind(CONNECTIONS, HttpConnections.pool(concurrency, connectTimeout, answerTimeout, receivers));
        for (String scheme : new String[] {"http", "https"}) {
            String prefix = "camel.component." + scheme + ".";
            property(prefix + "automaticRetriesDisabled", "true"); // it would post a second time on 429 and 503
            property(prefix + "clientConnectionManager", "#bean:" + CONNECTIONS);
            property(prefix + "connectTimeout", String.valueOf(connectTimeout.toMillis()));
            property(prefix + "connectionRequestTimeout", String.valueOf(connectTimeout.toMillis()));
            property(prefix + "responseTimeout", String.valueOf(answerTimeout.toMillis()));
            property(prefix + "soTimeout", String.valueOf(answerTimeout.toMillis()));
            property(prefix + "cookieManagementDisabled", "true");
        }
    }

    /** Reads the certificates for calls over TLS, on a thread of its own; otherwise the first of them does. */
    public void prepareTls() {
        Thread preparing = new Thread(TlsWhenNeeded::prepared, "certificates");
        preparing.setDaemon(true);
        preparing.start();
    }

    /** Puts the guard into place, whatever was set before: without it a call that was sent would look unsent. */
    private void guardCalls() {
        for (String scheme : new String[] {"http", "https"}) {
            property("camel.component." + scheme + ".httpClientConfigurer", "#bean:" + GUARD);
            property("camel.component." + scheme + ".httpActivityListener", "#bean:" + GUARD);
        }
        property("camel.component.https.automaticRetriesDisabled", "true"); // the check at start asks http only
    }

    /**
     * Sets Camel up and reads the routes; what they are made of may still be bound. Properties and transformers are used
     * as they stand now.
     *
     * @throws IllegalStateException if anything is wrong with a file, or a port is taken; the message says what
     */
    public void load() {
        guardCalls();
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport starting) {
                prepare(starting.getCamelContext(), presets, placeholders, transformers);
                starting.getCamelContext().getCamelContextExtension().addInterceptStrategy(new LeadOnEachStep());
            }

            @Override
            public void afterConfigure(BaseMainSupport starting) {
                loadRoutes(starting.getCamelContext());
            }
        });
        main.init();
    }

    private void loadRoutes(CamelContext context) {
        try {
            LiveRoutes loading = new LiveRoutes((DefaultCamelContext) context, placeholders, transformers, presets);
            loading.load(home);
            live = loading;
        } catch (Exception fault) {
            throw RuntimeCamelException.wrapRuntimeException(fault);
        }
    }

    /**
     * Starts Camel: listeners first, then all routes.
     *
     * @throws IllegalStateException if anything is wrong with a route or a port; the message says what
     */
    public void start(HealthCheck... checks) {
        main.start();
        for (HealthCheck check : checks) {
            if (!HealthCheckRegistry.get(main.getCamelContext()).register(check)) {
                throw new IllegalStateException("the health check " + check.getId() + " was not registered");
            }
        }
        CheckHttpClient.run(main.getCamelContext());
        LooseEnds ends = LooseEnds.of(main.getCamelContext());
        ends.without(ends.begun())
                .forEach(end -> LOG.error(
                        "Routes send to {}, where no route begins: what goes there does not arrive. `check` says"
                                + " in which file",
                        end));
    }

    /** Whether a route begins there, such as {@code outbox:callback}. */
    public boolean begins(String uri) {
        return LooseEnds.of(main.getCamelContext()).begun().contains(uri);
    }

    /** The routes that were loaded, and how they change. */
    public LiveRoutes live() {
        return Objects.requireNonNull(live, "load them first");
    }

    /** What the management listener serves; things may be mounted once started. */
    public Router managementRouter() {
        return main.getCamelContext().getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(VertxPlatformHttpRouter::isManagementServer)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no management listener"));
    }

    /** Answers what the management listener refuses before it looks for a path: a malformed URL or Host. */
    public void answerMalformed(Handler<RoutingContext> answer) {
        HttpServer server = managementRouter() instanceof VertxPlatformHttpRouter router
                ? router.getServer().getServer()
                : null;
        if (server != null && server.requestHandler() instanceof Router outermost) { // Camel keeps it to itself
            outermost.errorHandler(HttpResponseStatus.BAD_REQUEST.code(), answer);
        }
    }

    /** The route of that source as it is loaded now; empty if there is none. */
    public Optional<SourceRoute> route(String source) {
        return main.getCamelContext() instanceof DefaultCamelContext context
                ? context.getRoutes().stream()
                        .flatMap(route -> SourceRoute.of(context, route, RouteFiles.nameOf(home, route)).stream())
                        .filter(route -> route.source().name().equals(source))
                        .findFirst()
                : Optional.empty();
    }

    /** Stops routes and listeners; what hangs in there does not keep the store from being closed. */
    @Override
    public void close() {
        Thread stopping = new Thread(main::stop, "camel-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(PATIENCE_AT_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            LOG.warn("Camel did not stop within {} s and is left behind", PATIENCE_AT_STOP.toSeconds());
        }
        if (guard != null) {
            guard.close();
        }
    }

    /** What a context needs to understand our routes, running or only looked at. */
    static void prepare(
            CamelContext context,
            Presets presets,
            Function<String, Optional<String>> placeholders,
            Map<String, Transformer> transformers) {
        context.getRegistry().bind("presets", presets);
        context.getPropertiesComponent().addPropertiesSource(new Placeholders(placeholders));
        transformers.forEach((type, transformer) -> {
            transformer.setCamelContext(context);
            context.getTransformerRegistry().put(new TransformerKey(type), transformer);
        });
        context.getCamelContextExtension().setErrorHandlerFactory(quietErrorHandler());
        // Camel looks through all converters for one, anew for each step of each route
        context.getTypeConverterRegistry()
                .addTypeConverter(
                        LoggingLevel.class,
                        String.class,
                        new SimpleTypeConverter(
                                false, (type, exchange, level) -> LoggingLevel.valueOf(String.valueOf(level))));
    }

    /** The bridge itself logs what ended a route, without the payload that Camel's own log would show. */
    private static DefaultErrorHandlerDefinition quietErrorHandler() {
        RedeliveryPolicyDefinition policy = new RedeliveryPolicyDefinition();
        policy.setMaximumRedeliveries("0");
        policy.setLogExhausted("false");
        policy.setLogHandled("false");
        DefaultErrorHandlerDefinition handler = new DefaultErrorHandlerDefinition();
        handler.setRedeliveryPolicy(policy);
        handler.setLevel("OFF"); // where a route has no onException, Camel asks only this
        return handler;
    }
}
