package se.salesbyte.bridge;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.alarm.DiskSpace;
import se.salesbyte.bridge.alarm.Tell;
import se.salesbyte.bridge.alarm.Watch;
import se.salesbyte.bridge.camel.BridgeListeners;
import se.salesbyte.bridge.camel.BridgeParts;
import se.salesbyte.bridge.camel.DiskHealthCheck;
import se.salesbyte.bridge.camel.PublicHandlers;
import se.salesbyte.bridge.camel.ReloadHealthCheck;
import se.salesbyte.bridge.camel.RouteEngine;
import se.salesbyte.bridge.camel.SalesByteHealthCheck;
import se.salesbyte.bridge.camel.SignMessage;
import se.salesbyte.bridge.camel.SourceRoute;
import se.salesbyte.bridge.camel.StoreHealthCheck;
import se.salesbyte.bridge.camel.WaitingHealthCheck;
import se.salesbyte.bridge.camel.WriteMail;
import se.salesbyte.bridge.cli.EntryPoint;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.config.Tracing;
import se.salesbyte.bridge.console.AccessGuard;
import se.salesbyte.bridge.console.EraseElsewhere;
import se.salesbyte.bridge.console.ManagementApi;
import se.salesbyte.bridge.console.ManagementParts;
import se.salesbyte.bridge.console.Release;
import se.salesbyte.bridge.console.page.ConsolePage;
import se.salesbyte.bridge.delivery.Claim;
import se.salesbyte.bridge.delivery.ClockWatch;
import se.salesbyte.bridge.delivery.CreatedQuote;
import se.salesbyte.bridge.delivery.Dispatcher;
import se.salesbyte.bridge.delivery.DoubtPolicy;
import se.salesbyte.bridge.delivery.Flow;
import se.salesbyte.bridge.delivery.Gate;
import se.salesbyte.bridge.delivery.HoldBack;
import se.salesbyte.bridge.delivery.LookUpSettings;
import se.salesbyte.bridge.delivery.LookUps;
import se.salesbyte.bridge.delivery.MatchCheckout;
import se.salesbyte.bridge.delivery.PauseLead;
import se.salesbyte.bridge.delivery.PlanSettlement;
import se.salesbyte.bridge.delivery.RecoverInDoubt;
import se.salesbyte.bridge.delivery.ResolveLead;
import se.salesbyte.bridge.delivery.RetrySchedule;
import se.salesbyte.bridge.delivery.ShareLeads;
import se.salesbyte.bridge.delivery.WakeDispatchers;
import se.salesbyte.bridge.intake.Intake;
import se.salesbyte.bridge.intake.IntakeRules;
import se.salesbyte.bridge.intake.ReleaseEvents;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.metrics.BacklogCollector;
import se.salesbyte.bridge.metrics.ProcessMetrics;
import se.salesbyte.bridge.notification.CheckoutEventWriter;
import se.salesbyte.bridge.notification.LeadEventWriter;
import se.salesbyte.bridge.notification.ReceiverAddresses;
import se.salesbyte.bridge.notification.Receivers;
import se.salesbyte.bridge.notification.Rewrite;
import se.salesbyte.bridge.notification.SignByStandardWebhooks;
import se.salesbyte.bridge.notification.SystemEventWriter;
import se.salesbyte.bridge.reload.Reload;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Profiles;
import se.salesbyte.bridge.salesbyte.SecretMask;
import se.salesbyte.bridge.salesbyte.sandbox.Sandbox;
import se.salesbyte.bridge.salesbyte.sandbox.SandboxConfig;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.source.SourceState;
import se.salesbyte.bridge.store.DataFolder;
import se.salesbyte.bridge.store.DueLead;
import se.salesbyte.bridge.store.DueMessage;
import se.salesbyte.bridge.store.KeepLeads;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.ReadBacklog;
import se.salesbyte.bridge.store.ReceiverBound;
import se.salesbyte.bridge.store.Retention;
import se.salesbyte.bridge.trace.OtlpTraces;
import se.salesbyte.bridge.trace.Traces;

/**
 * The process: builds the parts from the settings, starts Camel with the routes of its home, and stops everything in
 * reverse order. The only place that knows them all.
 */
public final class Bridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
    private static final int MESSAGE_SLOTS = 64;
    private static final int SLOTS_OF_A_RECEIVER = MESSAGE_SLOTS / 4;
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(10);
    /** Replays of many have at most every so many-th call. */
    private static final int SHARE_OF_REPLAYS = 4;

    private static final String SANDBOX = "/sandbox";

    private final Settings settings;
    private final Clock clock;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>(); // closed last to first
    private final SourceRegistry sources = new SourceRegistry();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CompletableFuture<PublicHandlers> handlers = new CompletableFuture<>(); // before the ports open
    private final Traces traces;
    private final Vertx vertx;
    private final Profiles profiles;
    private final SecretMask secrets;
    private final Mappings mappings;
    private final Flow flow;
    private final Dispatcher<DueLead> leads;
    private final Dispatcher<DueMessage> messages;
    private final ClockWatch clockWatch;
    private final Watch watch;
    private final Retention retention;
    private final SourcesInUse sourcesInUse;
    private final WakeDispatchers signals = new WakeDispatchers();

    /** Runs a command of the command line, {@code run} if none is named, and exits with its code. */
    public static void main(String[] args) {
        System.exit(EntryPoint.execute(new Assembly(), args));
    }

    /**
     * Starts a bridge; when this returns it takes events and delivers them.
     *
     * @throws RuntimeException if it cannot start; what had started is stopped again
     */
    public Bridge(Settings settings, Clock clock) {
        this(settings, clock, DiskSpace.of(settings.dataDirectory()));
    }

    /** As the other, with another disk to look at. */
    Bridge(Settings settings, Clock clock, DiskSpace disk) {
        this.settings = settings;
        this.clock = clock;
        try {
            closeLater(DataFolder.lock(settings.dataDirectory()));
            OpenMeanwhile<LeadStore> opening = new OpenMeanwhile<>("store", this::openStore);
            parts.push(opening::closeOpened);
            traces = closeLater(settings.tracing() == Tracing.OTLP ? new OtlpTraces() : Traces.NONE);
            vertx = vertx();
            profiles = FromSettings.profiles(settings);
            secrets = FromSettings.secrets(settings, profiles);
            mappings = Mappings.asTheyStand(settings.home(), clock);
            RouteEngine engine = closeLater(engine());
            engine.load();
            LeadStore store = opening.get();
            SystemEventWriter events = new SystemEventWriter(FromSettings.receivers(settings), management());
            Tell tell = new Tell(store.alarms(), events, settings.alarms().mostAnHour());
            TellPeople people = new TellPeople(tell, events, store);
            flow = FromSettings.flow(settings, people, clock);
            leads = dispatcher(
                    "lead",
                    Claim.of(store::claim, lead -> store.release(List.of(lead))),
                    settings.salesByte().flow().maxConcurrency(),
                    flow);
            ReceiverBound bound = new ReceiverBound(SLOTS_OF_A_RECEIVER, FromSettings.receivers(settings)::addressOf);
            messages = dispatcher(
                    "outbox",
                    Claim.of(
                            (outbox, now, limit) -> store.outboxes().claim(outbox, now, limit, bound),
                            message -> store.outboxes().release(List.of(message))),
                    MESSAGE_SLOTS,
                    Gate.OPEN);
            signals.wake(leads, messages);
            store.share(new ShareLeads(
                    settings.salesByte().flow().maxConcurrency(),
                    flow,
                    leads,
                    () -> store.judgeHeldAnew(PauseLead.PAUSED, clock.instant())));
            clockWatch = new ClockWatch(clock, store, FromSettings.holdRules(settings));
            watch = FromSettings.alarmRules(settings).watch(store, flow, this::isRunning, disk, tell, clock);
            retention = store.retention();
            sourcesInUse = start(store, people, engine);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private LeadStore openStore() {
        long quarantine = settings.intake().quarantineMaxSize();
        LeadStore store = FromSettings.storeAddress(settings)
                .map(address -> LeadStore.postgresql(address, signals, quarantine, clock))
                .orElseGet(() -> LeadStore.sqlite(settings.storeFile(), signals, quarantine));
        try {
            store.settleRestored(clock.instant()).join();
            sources.remember(store.queries().sources());
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The routes with all that they need of the settings alone; what needs the store is bound later. */
    private RouteEngine engine() {
        RouteEngine engine = new RouteEngine(settings.home(), key -> FromSettings.placeholder(settings, key));
        engine.httpClient(
                settings.salesByte().connectTimeout(),
                settings.salesByte().timeout(),
                settings.salesByte().flow().maxConcurrency()
                        + MESSAGE_SLOTS, // all may go to one host, and none may wait
                new ReceiverAddresses(settings.callbackAllowPrivate()));
        engine.bind("vertx", vertx);
        engine.bind(MicrometerConstants.METRICS_REGISTRY_NAME, metrics);
        engine.bind(
                "listeners",
                new BridgeListeners(
                        handlers::join,
                        new AccessGuard(
                                settings.consolePassword().orElse(null),
                                settings.managementListener().isLoopback())));
        Receivers receivers = FromSettings.receivers(settings);
        Rewrite rewrite = new Rewrite(settings.alarms().zone());
        engine.bind("signMessage", new SignMessage(receivers, new SignByStandardWebhooks(clock), rewrite, traces));
        engine.bind(
                "writeMail",
                new WriteMail(receivers, rewrite, settings.mail().from().orElse("")));
        engine.bind("mailServer", FromSettings.mailServer(settings).sender());
        FromSettings.transformers(settings, profiles, secrets, mappings).forEach(engine::transformer);
        settings.camelProperties().forEach(engine::property); // last: what an operator sets of Camel counts
        return engine;
    }

    private SourcesInUse start(LeadStore store, TellPeople people, RouteEngine engine) {
        Receivers receivers = FromSettings.receivers(settings);
        RetrySchedule schedule = FromSettings.schedule(settings);
        flow.measure(metrics);
        store.measure(metrics);
        ReadBacklog backlog = store.backlog();
        metrics.getPrometheusRegistry().register(new BacklogCollector(backlog, clock));
        closeLater(new ProcessMetrics(metrics, settings.dataDirectory()));
        PlanSettlement plan =
                new PlanSettlement(schedule, new LeadEventWriter(receivers, management()), metrics, traces);
        IntakeRules rules = FromSettings.intakeRules(settings);
        Intake intake = closeLater(new Intake(vertx, store, sources, rules, clock, metrics, traces, people));
        handlers.complete(new PublicHandlers(intake::connected, intake::handle, intake::invalid));

        LookUpSettings lookUp = FromSettings.lookUps(settings, secrets);
        DoubtPolicy policy = FromSettings.doubtPolicy(settings, lookUp.lookUp());
        LookUps lookUps = new LookUps(lookUp, store, plan, schedule, people::verifyOff, metrics, clock);
        signals.wake(lookUps);
        HoldBack holdBack = FromSettings.holdBack(settings, metrics);
        engine.bind(
                "parts",
                new BridgeParts(
                        store,
                        sources,
                        leads,
                        flow,
                        messages,
                        plan,
                        schedule,
                        policy,
                        holdBack,
                        new MatchCheckout(
                                store,
                                plan,
                                new CheckoutEventWriter(receivers),
                                PhoneNumbers.in(settings.defaultRegion()),
                                clock),
                        secrets,
                        clock));
        Reload reload = FromSettings.reload(settings, engine.live(), mappings);
        engine.start(
                new StoreHealthCheck(store),
                new SalesByteHealthCheck(flow),
                new ReloadHealthCheck(reload::faults),
                new DiskHealthCheck(settings.dataDirectory()),
                new WaitingHealthCheck(store, backlog, clock));

        if (settings.mail().to().isPresent() && !engine.begins("outbox:" + Receivers.ERROR_MAIL)) {
            LOG.error("bridge.notify.email is set and no route sends mails: copy routes/error-mail.camel.yaml of this"
                    + " version into routes/");
        }
        sources.all().forEach(source -> settings.source(source.name())); // a fault only the environment holds
        SourcesInUse inUse =
                SourcesInUse.of(settings, sources.all(), store.queries().lastEvents());
        if (!settings.sandbox()) {
            inUse.refuseSandboxSecret();
        }
        inUse.tellMissingSecrets();
        ResolveLead resolve = new ResolveLead(store, plan, clock);
        serveManagement(engine, store, new ReleaseEvents(store, sources, rules, clock), resolve, reload);
        if (settings.hold().duplicateWindow().isEmpty()) {
            store.forgetContacts();
        }
        RecoverInDoubt recover = new RecoverInDoubt(store, plan, policy, clock);
        recover.run();
        signals.whenLeadsAreInDoubt(recover::run);
        store.judgeHeldAnew(FromSettings.holdRules(settings), clock.instant()); // the settings may have changed
        store.replays().start(Math.max(1, settings.salesByte().flow().maxConcurrency() / SHARE_OF_REPLAYS), clock);
        FunctionCounter.builder("bridge.purged", retention, Retention::purged)
                .description("Old leads that were deleted")
                .register(metrics);
        KeepLeads keep = FromSettings.keepLeads(settings);
        if (!keep.everything()) {
            retention.start(keep, clock);
        }
        parts.push(clockWatch);
        clockWatch.start();
        closeLater(watch).start();
        parts.push(this::drain);
        closeLater(lookUps).start();
        parts.push(intake);
        leads.start();
        messages.start();
        intake.open();
        closeLater(reload).start();
        if ("https".equals(settings.salesByte().url().getScheme())) {
            engine.prepareTls();
        }
        return inUse;
    }

    /** Looks again at what is due: for a clock that was moved by hand, as in tests. */
    public void wake() {
        clockWatch.look();
        signals.wakeAll();
        retention.wake();
        watch.wake();
    }

    /** Looks at once whether anything is wrong, for a clock that was moved by hand. */
    void watch() {
        watch.look();
    }

    private boolean isRunning(String source) {
        return sources.find(source)
                .filter(known -> known.state() == SourceState.RUNNING)
                .isPresent();
    }

    /** The sources as they stood at the start. */
    SourcesInUse sourcesInUse() {
        return sourcesInUse;
    }

    /** Stops taking events, finishes what is in flight, and closes everything. A second call does nothing. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.error("A part did not stop cleanly", e);
            }
        }
    }

    private void drain() {
        long deadline = System.nanoTime() + settings.shutdownTimeout().toNanos();
        boolean delivered = leads.stop(settings.shutdownTimeout());
        boolean told = messages.stop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        if (!delivered || !told) {
            LOG.warn(
                    "Not everything in flight was done in time; what was being sent will be unknown. timeout={}",
                    settings.shutdownTimeout());
        }
    }

    private void serveManagement(
            RouteEngine engine, LeadStore store, ReleaseEvents events, ResolveLead resolve, Reload reload) {
        engine.answerMalformed(ManagementApi::malformed);
        Router router = engine.managementRouter();
        EraseElsewhere elsewhere = EraseElsewhere.NOWHERE;
        if (settings.sandbox()) {
            SandboxConfig config = FromSettings.sandbox(settings);
            String base = settings.salesByte().url().toString();
            Sandbox sandbox = closeLater(new Sandbox(config, () -> base, clock));
            sandbox.mount(router, SANDBOX);
            elsewhere = sandbox::erase;
        }
        closeLater(new ManagementApi(new ManagementParts(
                        store,
                        sources,
                        FromSettings.preview(settings, profiles, mappings),
                        source -> engine.route(source).map(SourceRoute::previewed),
                        FromSettings.homeParts(settings),
                        elsewhere,
                        (refused, by) -> events.release(refused, by)
                                .thenApply(outcome -> new Release(outcome.receipts(), outcome.refusal())),
                        (lead, as, id, by) ->
                                resolve.resolve(lead, as, id == null ? null : new CreatedQuote(id, Map.of()), by),
                        PhoneNumbers.in(settings.defaultRegion()),
                        profiles.names(),
                        flow,
                        leads::waiting,
                        reload,
                        settings.sandbox(),
                        clock,
                        settings.intake().maxBody())))
                .mount(router);
        new ConsolePage().mount(router);
    }

    private String management() {
        return settings.managementListener().address("").toString();
    }

    private <T> Dispatcher<T> dispatcher(String name, Claim<T> claim, int slots, Gate gate) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService workers =
                Executors.newFixedThreadPool(slots, task -> new Thread(task, name + "-" + number.incrementAndGet()));
        parts.push(workers::shutdown);
        Dispatcher<T> dispatcher = new Dispatcher<>(name + "-dispatcher", claim, clock, slots, workers, gate);
        parts.push(() -> dispatcher.stop(Duration.ZERO)); // for a start that fails; else drained by then
        return dispatcher;
    }

    private Vertx vertx() {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        parts.push(() ->
                vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_AT_STOP.toSeconds(), SECONDS));
        return vertx;
    }

    private <T extends AutoCloseable> T closeLater(T part) {
        parts.push(part);
        return part;
    }
}
