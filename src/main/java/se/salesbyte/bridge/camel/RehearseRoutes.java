package se.salesbyte.bridge.camel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.Transformer;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.Doubt;
import se.salesbyte.bridge.delivery.DoubtPolicy;
import se.salesbyte.bridge.delivery.LookUpSwitch;
import se.salesbyte.bridge.delivery.Outcome;
import se.salesbyte.bridge.delivery.RehearsedLead;
import se.salesbyte.bridge.mapping.ExpectedAnswer;
import se.salesbyte.bridge.preview.Rehearse;
import se.salesbyte.bridge.salesbyte.SecretMask;
import se.salesbyte.bridge.source.Presets;

/**
 * Runs the shared routes, {@code direct:salesbyte} first of all, in a context of their own, for the leads of examples. Of
 * the endpoints only {@code direct:}, {@code lead:}, {@code outbox:} and {@code log:} are real. What leaves between {@code
 * lead:call} and the outcome gets the answer of the example, all else leads nowhere. Doubtful outcomes are those of the
 * default settings. The context is made for the first lead. Not thread-safe.
 */
public final class RehearseRoutes implements Rehearse, AutoCloseable {
    private static final String BEGINNING = "direct:salesbyte";
    private static final String DIRECT = "direct:";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<RouteText> files;
    private final Presets presets;
    private final Function<String, Optional<String>> placeholders;
    private final Map<String, Transformer> transformers;
    private @Nullable DefaultCamelContext running;

    private RehearseRoutes(
            List<RouteText> files,
            Presets presets,
            Function<String, Optional<String>> placeholders,
            Map<String, Transformer> transformers) {
        this.files = files;
        this.presets = presets;
        this.placeholders = placeholders;
        this.transformers = transformers;
    }

    /**
     * The shared routes among those.
     *
     * @param files all that are to run
     * @param transformers those of the bridge, which are lent
     */
    static RehearseRoutes of(
            Collection<FileRoutes> files,
            Presets presets,
            Function<String, Optional<String>> placeholders,
            Map<String, Transformer> transformers) {
        List<RouteText> shared = files.stream()
                .filter(file -> !file.isOnlySources())
                .map(FileRoutes::text)
                .toList();
        return new RehearseRoutes(shared, presets, placeholders, transformers);
    }

    @Override
    public Rehearsed rehearse(String source, Map<String, @Nullable Object> fields, ExpectedAnswer answer) {
        DefaultCamelContext context = running == null ? started() : running;
        running = context;
        RehearsedLead lead = new RehearsedLead(source);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange ended = ended(template.asyncSend(BEGINNING, exchange -> {
                exchange.setProperty(LeadConsumer.LEAD, lead);
                exchange.setProperty(AnswerOfExample.ANSWER, answer);
                exchange.getIn().setBody(new HashMap<>(fields));
            }));
            OutcomeRules rules = OutcomeRules.of(context);
            Outcome outcome = lead.finish(
                    new ClassifyFault(rules.secrets(), rules.policy()).outcomeOf(ended.getException(), lead));
            return new Rehearsed(
                    outcome.state().word(),
                    outcome.failure() == null
                            ? null
                            : outcome.failure().reason().word(),
                    lead.messages());
        } catch (java.io.IOException closing) {
            throw new IllegalStateException(closing);
        }
    }

    /** A route that waits, waits in an example too; a reload must not. */
    private Exchange ended(CompletableFuture<Exchange> sent) {
        try {
            return sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            close();
            throw new IllegalStateException("the shared routes came to no outcome within " + PATIENCE.toSeconds()
                    + " s: is there a delay or a throttle on the way? Leads wait by lead:retry and the settings");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the shared routes cannot be rehearsed: told to stop", e);
        }
    }

    private DefaultCamelContext started() {
        DefaultCamelContext context = new DefaultCamelContext();
        try {
            RouteEngine.prepare(context, presets, placeholders, lent());
            StandInBeans.bind(context);
            context.getRegistry()
                    .bind(
                            "rules",
                            new OutcomeRules(
                                    new DoubtPolicy(Doubt.RETRY, Doubt.HOLD, LookUpSwitch.withoutToken()),
                                    SecretMask.NONE,
                                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
            context.getCamelContextExtension().registerEndpointCallback(AnswerOfExample::instead);
            context.getComponent("direct", DirectComponent.class).setBlock(false);
            context.getShutdownStrategy().setTimeout(1); // s; nothing is in hand but what hangs
            context.setAutoStartup(false);
            files.stream().sorted(LiveRoutes.FOUNDATIONS_FIRST).forEach(file -> load(context, file));
            context.start();
            for (Route route : context.getRoutes()) {
                if (route.getEndpoint().getEndpointBaseUri().replace("://", ":").startsWith(DIRECT)) {
                    context.getRouteController().startRoute(route.getRouteId());
                }
            }
            return context;
        } catch (Exception fault) {
            context.stop();
            throw new IllegalStateException("the shared routes cannot be rehearsed: " + fault.getMessage(), fault);
        }
    }

    private static void load(DefaultCamelContext context, RouteText file) {
        try {
            LoadedFile.load(context, file);
        } catch (Exception fault) {
            throw FaultInRoutes.of(file, fault);
        }
    }

    /** A context takes those that it is given into its own life. */
    private Map<String, Transformer> lent() {
        return transformers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, lent -> new Lent(lent.getValue()), (one, other) -> one, LinkedHashMap::new));
    }

    @Override
    public void close() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    private static final class Lent extends Transformer {
        private final Transformer owned;

        Lent(Transformer owned) {
            this.owned = owned;
        }

        @Override
        public void transform(Message message, DataType from, DataType to) throws Exception {
            owned.transform(message, from, to);
        }
    }
}
