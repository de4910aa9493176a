package se.salesbyte.bridge.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.source.EventId;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.source.SourceState;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.NewLead;
import se.salesbyte.bridge.store.Receipt;
import se.salesbyte.bridge.verification.Values;
import se.salesbyte.bridge.verification.Verdict;
import se.salesbyte.bridge.verification.WebhookRequest;

/**
 * {@code POST /webhooks/{source}}: refuses cheaply, reads the raw bytes, verifies, finds the event's id, stores, and
 * answers from the commit. Holds no thread while it waits for the disk. Knows nothing of routes: they may come and go.
 */
public final class Intake implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** Larger bodies are verified and parsed on a worker, not on the event loop. */
    private static final int LARGE = 64 * 1024;

    private final LeadStore store;
    private final SourceRegistry sources;
    private final IntakeRules rules;
    private final Clock clock;
    private final IntakeMetrics metrics;
    private final PayloadParser parser = new PayloadParser();
    private volatile boolean open;

    public Intake(LeadStore store, SourceRegistry sources, IntakeRules rules, Clock clock, MeterRegistry metrics) {
        this.store = store;
        this.sources = sources;
        this.rules = rules;
        this.clock = clock;
        this.metrics = new IntakeMetrics(metrics);
    }

    /** Makes it the whole of what this router serves. */
    public void mount(Router router) {
        router.route("/webhooks/:source").handler(this);
        router.route().handler(context -> refuse(context.request(), null, Problem.NOT_FOUND));
    }

    /** Takes events from now on; before, they are answered 503. */
    public void open() {
        open = true;
    }

    /** Answers 503 from now on; what was read already is still stored and answered. */
    public void close() {
        open = false;
    }

    @Override
    public void handle(RoutingContext context) {
        long since = System.nanoTime();
        HttpServerRequest request = context.request();
        String name = context.pathParam("source");
        Optional<KnownSource> known = sources.find(name);
        if (!open) {
            refuse(request, null, Problem.unavailable("the bridge is starting or stopping"));
        } else if (known.isEmpty()) {
            refuse(request, null, Problem.NOT_FOUND);
        } else if (!request.method().equals(HttpMethod.POST)) {
            request.response().putHeader("Allow", "POST");
            refuse(request, name, Problem.METHOD_NOT_ALLOWED);
        } else {
            Source source = known.get().source();
            if (source == null || known.get().state() != SourceState.RUNNING) {
                refuse(request, name, Problem.unavailable("this source takes no events now"));
            } else {
                receive(context.vertx(), request, source, since);
            }
        }
    }

    private void receive(Vertx vertx, HttpServerRequest request, Source source, long since) {
        Optional<String> contentType = source.readAs(request.getHeader("Content-Type"));
        if (announcedLength(request) > rules.maxBody()) {
            request.response().putHeader("Connection", "close");
            refuse(request, source.name(), Problem.TOO_LARGE);
        } else if (contentType.isEmpty()) {
            refuse(request, source.name(), Problem.UNSUPPORTED_TYPE);
        } else {
            Received received = new Received(request, source, contentType.get(), vertx.getOrCreateContext(), since);
            ReadBody.of(
                    request,
                    rules.maxBody(),
                    body -> read(received, body),
                    () -> refuse(request, source.name(), Problem.TOO_LARGE));
        }
    }

    private void read(Received received, byte[] body) {
        if (body.length <= LARGE) {
            check(received, body);
        } else {
            received.context.executeBlocking(
                    () -> {
                        check(received, body);
                        return null;
                    },
                    false);
        }
    }

    private void check(Received received, byte[] body) {
        try {
            WebhookRequest signed = signed(received.request, body);
            Instant now = clock.instant();
            Verdict verdict = received.source.verify(signed, now);
            if (verdict.verified()) {
                store(received, newLead(received, signed, now));
            } else {
                LOG.warn("A request was refused. source={} reason={}", received.source.name(), verdict.reason());
                received.answer(() -> refuse(received.request, received.source.name(), Problem.UNAUTHORIZED));
            }
        } catch (UnparseablePayloadException e) {
            LOG.warn(
                    "A verified request could not be read. source={} reason={}",
                    received.source.name(),
                    e.getMessage());
            received.answer(() -> refuse(received.request, received.source.name(), Problem.UNPARSEABLE));
        } catch (RuntimeException | Error e) {
            LOG.error("The intake failed on a request. source={}", received.source.name(), e);
            received.answer(() ->
                    refuse(received.request, received.source.name(), Problem.unavailable("the event was not stored")));
        }
    }

    private NewLead newLead(Received received, WebhookRequest request, Instant now) {
        Object tree = parser.parse(received.contentType, request.body());
        EventId id = received.source.eventIdOf(request.headers(), tree, request.body());
        return new NewLead(
                received.source.name(),
                id.display(),
                id.key().getBytes(UTF_8),
                id.windowed() ? now.plus(rules.dedupeWindow()) : null,
                now,
                received.contentType,
                request.body());
    }

    private void store(Received received, NewLead lead) {
        store.accept(List.of(lead))
                .whenComplete((receipts, fault) -> received.answer(() -> {
                    if (receipts == null) {
                        LOG.warn("An event was not stored. source={} reason={}", lead.source(), String.valueOf(fault));
                        refuse(received.request, lead.source(), Problem.unavailable("the event was not stored"));
                    } else {
                        acknowledge(received, receipts.get(0));
                    }
                }));
    }

    private void acknowledge(Received received, Receipt receipt) {
        metrics.acknowledged(received.source.name(), receipt.duplicate(), received.since);
        Acknowledge.with(received.source.answer(), receipt, received.request.response());
    }

    private void refuse(HttpServerRequest request, @Nullable String source, Problem problem) {
        if (source == null) {
            metrics.refused(problem.status());
        } else {
            metrics.refused(source, problem.status());
        }
        if (!request.response().ended() && !request.response().closed()) {
            problem.answer(request.response());
        }
    }

    /** What the sender called, by its own Host; without one, as HTTP/1.0 allows, only path and query are known. */
    private static String requested(HttpServerRequest request) {
        String url = request.absoluteURI();
        return url == null ? request.uri() : url;
    }

    private WebhookRequest signed(HttpServerRequest request, byte[] body) {
        Values headers = name -> request.headers().getAll(name);
        String url = rules.publicUrl().map(base -> base + request.uri()).orElseGet(() -> requested(request));
        return new WebhookRequest(request.method().name(), url, headers, Values.ofQuery(url), body);
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length); // Vert.x has refused what is no number
    }

    /** A request that is being read or stored; answered on the event loop that it came in on. */
    private record Received(HttpServerRequest request, Source source, String contentType, Context context, long since) {
        void answer(Runnable answer) {
            context.runOnContext(ignored -> answer.run());
        }
    }
}
