package se.salesbyte.bridge.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.source.SourceState;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.trace.Traces;

/**
 * {@code /webhooks/{source}}, all that the public listener serves: refuses cheaply, reads the raw bytes, and hands them
 * to {@link TakeEvents}. Holds no thread while it waits for a sender or the disk. Knows nothing of routes: they may come
 * and go.
 */
public final class Intake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final String PATH = "/webhooks/";

    /** Larger bodies are verified and parsed on a worker, not on the event loop. */
    private static final int LARGE = 64 * 1024;

    private final Vertx vertx;
    private final SourceRegistry sources;
    private final IntakeRules rules;
    private final IntakeMetrics metrics;
    private final SlowSenders slow;
    private final ConnectionBound bound;
    private final BodyBudget budget;
    private final Inbox inbox;
    private final TakeEvents take;
    private volatile boolean open;

    public Intake(
            Vertx vertx,
            LeadStore store,
            SourceRegistry sources,
            IntakeRules rules,
            Clock clock,
            MeterRegistry registry,
            Traces traces,
            SourceAlarm alarm) {
        this.vertx = vertx;
        this.sources = sources;
        this.rules = rules;
        this.metrics = new IntakeMetrics(registry);
        this.slow = new SlowSenders(vertx, rules.timeout());
        this.bound = new ConnectionBound(rules.maxConnections());
        this.budget = new BodyBudget(rules.bodyBudget());
        this.inbox = new Inbox(vertx, () -> store.queries().isWaiting(rules.maxWaiting()));
        this.take = new TakeEvents(
                store, rules, clock, metrics, traces, new ShakeHands(store, sources, rules, metrics), alarm);
    }

    /** Takes events from now on; before, they are answered 503. */
    public void open() {
        open = true;
    }

    /** Answers 503 from now on; what was read already is still stored and answered. */
    @Override
    public void close() {
        open = false;
        inbox.close();
        slow.close();
    }

    /** Told of every connection, before its first request. */
    public void connected(HttpConnection connection) {
        if (bound.enter()) {
            slow.connected(connection, bound::leave);
        } else {
            connection.close();
        }
    }

    /** Answers what the server could not decode. */
    public void invalid(HttpServerRequest request) {
        refuse(request, null, Problem.undecodable(request.decoderResult().cause()), true);
    }

    /** Answers a request, now or once its events are on disk. */
    public void handle(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        if (slow.isLeaving(connection)) {
            return; // it was told so
        }
        if (request.response().writeQueueFull()) {
            connection.close(); // it sends and sends and reads no answer
            return;
        }
        slow.read(connection);
        request.response().endHandler(ended -> slow.answered(connection));
        try {
            admit(request, System.nanoTime());
        } catch (RuntimeException fault) {
            LOG.error("The intake failed on a request", fault);
            refuse(request, null, Problem.NOT_STORED, true);
        }
    }

    private void admit(HttpServerRequest request, long since) {
        Optional<KnownSource> known = sourceName(request.path()).flatMap(sources::find);
        if (!open) {
            refuse(request, null, Problem.STARTING_OR_STOPPING, false);
        } else if (!hasOneHost(request)) {
            refuse(request, null, Problem.MALFORMED, true);
        } else if (known.isEmpty()) {
            refuse(request, null, Problem.NOT_FOUND, false);
        } else {
            admit(new Call(request, vertx.getOrCreateContext(), known.get().name(), since), known.get());
        }
    }

    private void admit(Call call, KnownSource known) {
        Source source = known.source();
        if (source == null) {
            refuse(call, Problem.SOURCE_CLOSED, false); // nor tells what it would take
        } else if (!takes(source, call.request().method())) {
            call.request().response().putHeader("Allow", String.join(", ", methods(source)));
            refuse(call, Problem.METHOD_NOT_ALLOWED, false);
        } else if (!isOpen(known.state(), source)) {
            refuse(call, Problem.SOURCE_CLOSED, false);
        } else if (inbox.isFull()) {
            refuse(call, Problem.INBOX_FULL, false);
        } else if (announcedLength(call.request()) > rules.maxBody()) {
            take.tooLarge(call, source);
            refuse(call, Problem.TOO_LARGE, true);
        } else {
            read(call, source);
        }
    }

    /** Without a secret a source takes no events, but it may be about to be given one. */
    private static boolean isOpen(SourceState state, Source source) {
        return state == SourceState.RUNNING
                || (state == SourceState.NO_SECRET && !source.handshakes().all().isEmpty());
    }

    private static boolean takes(Source source, HttpMethod method) {
        return method.equals(HttpMethod.POST) || methods(source).contains(method.name());
    }

    private static Set<String> methods(Source source) {
        Set<String> methods = new TreeSet<>(Set.of("POST"));
        methods.addAll(source.handshakes().methods());
        return methods;
    }

    private void read(Call call, Source source) {
        HttpConnection connection = call.request().connection();
        ReadBody body = new ReadBody(
                call.request(),
                rules.maxBody(),
                budget,
                whole -> {
                    slow.read(connection);
                    taken(call, source, whole);
                },
                problem -> {
                    slow.read(connection);
                    if (problem.equals(Problem.TOO_LARGE)) {
                        take.tooLarge(call, source);
                    }
                    refuse(call, problem, true);
                });
        slow.reading(connection, () -> call.onEventLoop(body::tooSlow));
        body.start();
    }

    private void taken(Call call, Source source, byte[] body) {
        Answer answer = new AnswerOnce(call, body.length);
        if (body.length <= LARGE) {
            take.from(call, source, body, answer);
        } else {
            call.context()
                    .executeBlocking(
                            () -> {
                                take.from(call, source, body, answer);
                                return true;
                            },
                            false);
        }
    }

    private void refuse(Call call, Problem problem, boolean close) {
        refuse(call.request(), call.source(), problem, close);
    }

    private void refuse(HttpServerRequest request, @Nullable String source, Problem problem, boolean close) {
        if (source == null) {
            metrics.refused(problem);
        } else {
            metrics.refused(source, problem);
        }
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.closed()) {
            if (close) {
                response.putHeader("Connection", "close");
                response.endHandler(ended -> slow.answeredForGood(request.connection()));
            }
            problem.answer(response);
        }
    }

    /** The last step of the path; a slash after it, easily typed at the provider, costs nobody an event. */
    private static Optional<String> sourceName(@Nullable String path) {
        if (path == null || !path.startsWith(PATH)) {
            return Optional.empty();
        }
        String name = path.substring(PATH.length());
        return Optional.of(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
    }

    /** HTTP/1.0 has none. */
    private static boolean hasOneHost(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_1_1
                || (request.authority() != null
                        && request.headers().getAll("Host").size() == 1);
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length); // Vert.x has refused what is no number
    }

    /** Gives back what the body took of the budget when the answer is known, and not when the sender goes away. */
    private final class AnswerOnce implements Answer {
        private final Call call;
        private final int length;
        private final AtomicBoolean given = new AtomicBoolean();

        AnswerOnce(Call call, int length) {
            this.call = call;
            this.length = length;
        }

        @Override
        public void refuse(Problem problem) {
            with(() -> Intake.this.refuse(call, problem, false));
        }

        @Override
        public void with(Runnable write) {
            if (given.compareAndSet(false, true)) {
                budget.giveBack(length);
                call.onEventLoop(write);
            }
        }
    }
}
