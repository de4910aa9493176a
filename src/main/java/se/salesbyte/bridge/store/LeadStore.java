package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.ulid.UlidFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The inbox. Every method that changes something queues a command for the one writer and answers with a future, which
 * completes once the change is on disk. Futures complete on the writer's thread: what depends on them hands over and
 * never waits there. A failed future is a {@link StoreUnavailableException} when the same call may work later.
 *
 * <p>All methods may be called from any thread.
 */
public final class LeadStore implements AutoCloseable {
    private static final int QUEUE_CAPACITY = 10_000;
    /** Where there is no heartbeat: in a file, and in a move. */
    static final Clock NEVER_ASKED = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private static final int MASK_BYTES = 32;
    private static final long QUARANTINE_SIZE = 64L * 1024 * 1024;

    private final Dialect dialect;
    private final GroupCommit writer;
    private final StoreSignals signals;
    private final UlidFactory ids = UlidFactory.newMonotonicInstance();
    private final Quarantine quarantine;
    private final Keyed dedupe;
    private final Keyed mask;
    private final Contacts contacts;
    private final AgreedSecrets secrets;
    private final Set<String> assignedLeads = new HashSet<>(); // the writer's thread alone
    private final Outboxes outboxes;
    private final Agreements agreements;
    private final Alarms alarms;
    private final Watching watching;
    private final Replays replays;
    private final Searchable searchable;
    private final Clock clock;
    private final @Nullable Duration lease;
    private final @Nullable Heartbeat heartbeat;
    private final Runnable stopHearing;
    private final Retention retention;

    private LeadStore(Dialect dialect, StoreSignals signals, long quarantineSize, Clock clock, @Nullable Duration lease)
            throws SQLException {
        this.dialect = dialect;
        this.clock = clock;
        this.signals = dialect.telling(signals);
        this.writer = new GroupCommit(dialect, QUEUE_CAPACITY);
        this.outboxes = new Outboxes(writer, signals); // a message that is due here is nobody else's business
        this.agreements = new Agreements(writer, this.signals);
        this.replays = new Replays(writer, assignedLeads, this.signals);
        this.searchable = new Searchable(writer);
        this.retention = new Retention(dialect, writer);
        try {
            this.dedupe = keyed("dedupe-secret");
            this.mask = keyed("mask-secret");
            this.contacts = new Contacts(keyed("contact-secret"));
            this.secrets = new AgreedSecrets(writer);
            this.alarms = new Alarms(writer, queries().jdbi(), this.signals);
            this.watching = new Watching(writer, queries().jdbi());
            this.quarantine = new Quarantine(writer, quarantineSize);
            this.lease = lease;
            this.heartbeat = lease == null
                    ? null
                    : new Heartbeat(
                            writer,
                            new FindDueQueues(queries().jdbi()),
                            signals,
                            this.signals::flowChanged,
                            this::refresh,
                            assignedLeads,
                            outboxes.assigned(),
                            clock,
                            lease);
            this.stopHearing = dialect.hearing(signals, heartbeat == null ? () -> {} : heartbeat::flowChanged);
            if (heartbeat != null) {
                dialect.membership().whenJoined(heartbeat::joined);
                heartbeat.start();
            }
            if (dialect.hasSearchIndex()) {
                searchable.start();
            }
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** As the other, with 64 MiB for refused requests. */
    public static LeadStore sqlite(Path file, StoreSignals signals) {
        return sqlite(file, signals, QUARANTINE_SIZE);
    }

    /**
     * Opens the store in that SQLite file, creating or migrating it.
     *
     * @param file in a folder that exists and that no other process uses, see {@link DataFolder}
     * @param quarantineSize how many bytes of refused requests are kept, about
     * @throws StoreUnavailableException if it cannot be opened
     */
    public static LeadStore sqlite(Path file, StoreSignals signals, long quarantineSize) {
        try {
            return open(new SqliteDialect(file), signals, quarantineSize, NEVER_ASKED, null);
        } catch (SQLException | RuntimeException e) {
            throw new StoreUnavailableException(file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Opens the store in that PostgreSQL, which other replicas may share, creating or migrating it.
     *
     * @param quarantineSize how many bytes of refused requests are kept, about
     * @param clock by which things are due; the lease is on the database's
     * @throws StoreUnavailableException if it cannot be opened
     */
    public static LeadStore postgresql(StoreAddress address, StoreSignals signals, long quarantineSize, Clock clock) {
        try {
            return open(new PostgresqlDialect(address, clock), signals, quarantineSize, clock, address.lease());
        } catch (SQLException | RuntimeException e) {
            throw new StoreUnavailableException(
                    address + " cannot be opened: " + e.getMessage() + "; see bridge.store.url", e);
        }
    }

    private static LeadStore open(
            Dialect dialect, StoreSignals signals, long quarantineSize, Clock clock, @Nullable Duration lease)
            throws SQLException {
        try {
            dialect.migrate();
            return new LeadStore(dialect, signals, quarantineSize, clock, lease);
        } catch (SQLException | RuntimeException e) {
            dialect.close();
            throw e;
        }
    }

    /** Keeps the events of one request, or recognises them. The receipts are in the order of the leads. */
    public CompletableFuture<List<Receipt>> accept(List<NewLead> leads) {
        return writer.submit(acceptLeads(leads));
    }

    /**
     * Keeps the events of a refused request in its stead; empty if it is gone, and then nothing was kept.
     *
     * @param at now
     */
    public CompletableFuture<Optional<List<Receipt>>> released(
            String refusedId, List<NewLead> leads, ActedBy by, Instant at) {
        return writer.submit(new ReleaseRefused(refusedId, acceptLeads(leads), by, at));
    }

    /**
     * What stands for a secret in what is kept of a request: the same for the same secret in this store, and no way
     * back.
     */
    public String masked(String secret) {
        byte[] digest = mask.digest(secret.getBytes(UTF_8), MASK_BYTES);
        return "masked-" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    /** Refused requests on their way to the disk. */
    public Quarantine quarantine() {
        return quarantine;
    }

    /** The secrets that were agreed with sources in handshakes. */
    public AgreedSecrets secrets() {
        return secrets;
    }

    /** The messages that leads and the bridge itself have for others. */
    public Outboxes outboxes() {
        return outboxes;
    }

    /** What holds for all who share the store. */
    public Agreements agreements() {
        return agreements;
    }

    /** What is wrong and people are told of. */
    public Alarms alarms() {
        return alarms;
    }

    /** What is looked at to know whether anything is wrong. */
    public Watching watching() {
        return watching;
    }

    /** Assigns at most {@code limit} leads of the source that are due at {@code now} to the caller. */
    public CompletableFuture<DueBatch<DueLead>> claim(String source, Instant now, int limit) {
        return writer.submit(new ClaimLeads(source, now, limit, assignedLeads));
    }

    /** Gives back leads that were claimed and not begun. */
    public CompletableFuture<Boolean> release(Collection<DueLead> leads) {
        return writer.insist(session -> {
            List<String> ids = leads.stream().map(DueLead::id).toList();
            Ownership.giveBack(session, "lead", ids);
            ids.forEach(assignedLeads::remove);
            return true;
        });
    }

    /**
     * Keeps a claimed lead back without an attempt; false if it is no longer the caller's.
     *
     * @param waiting why, in a word of the contract
     * @param until when it is due again; null: not by itself
     * @param at now
     */
    public CompletableFuture<Boolean> hold(DueLead lead, String waiting, @Nullable Instant until, Instant at) {
        return hold(lead, Customer.NOBODY, waiting, until, at);
    }

    /**
     * As the other.
     *
     * @param customer who it is about, to be found by; its nulls change nothing
     */
    public CompletableFuture<Boolean> hold(
            DueLead lead, Customer customer, String waiting, @Nullable Instant until, Instant at) {
        return writer.insist(new HoldLead(lead, customer, waiting, until, at, assignedLeads, signals));
    }

    /**
     * Makes what is held back due at that time, a few at a time, so that it is judged anew; says how many there were.
     *
     * @param rules what stays held, as the same would come of it
     */
    public CompletableFuture<Integer> judgeHeldAnew(HoldRules rules, Instant at) {
        return judgeHeldAnew(null, rules, at);
    }

    /**
     * The same of what is held for one reason.
     *
     * @param only a word of the contract, but for what a person is to judge
     */
    public CompletableFuture<Integer> judgeHeldAnew(String only, Instant at) {
        return judgeHeldAnew(only, new HoldRules(null, true), at);
    }

    private CompletableFuture<Integer> judgeHeldAnew(@Nullable String only, HoldRules rules, Instant at) {
        return Sweep.run(
                writer, JudgeHeldAnew.Held.before(only), after -> new JudgeHeldAnew(at, after, only, rules, signals));
    }

    /** Moves what waits by as much as the clock was set back, has what is held judged anew; says how many were moved. */
    public CompletableFuture<Integer> clockSetBack(Duration by, HoldRules rules, Instant now) {
        if (lease != null) { // of a clock that is one of several, nobody knows what it was wrong about
            return judgeHeldAnew(rules, now);
        }
        return Sweep.run(writer, "", (String after) -> new SetClockBack(by, now, after, signals))
                .thenCombine(judgeHeldAnew(rules, now), (moved, judged) -> moved);
    }

    /** Delivers leads once more. */
    public Replays replays() {
        return replays;
    }

    /** As the other, where possible duplicates are no matter: true if the call may leave. */
    public CompletableFuture<Boolean> begin(Intent intent) {
        return begin(intent, null).thenApply(begun -> begun == Begun.OURS);
    }

    /**
     * Writes the intent before a call, unless the lead is no longer the caller's or is held as a possible duplicate.
     *
     * @param sentSince from when on another lead with the same e-mail or phone that was sent makes it one; null: none does
     */
    public CompletableFuture<Begun> begin(Intent intent, @Nullable Instant sentSince) {
        return writer.submit(new BeginAttempt(intent, sentSince, contacts, assignedLeads));
    }

    /** Forgets whom leads were sent about, which is known while possible duplicates are looked for. */
    public CompletableFuture<Integer> forgetContacts() {
        return writer.submit(Contacts::forget);
    }

    /**
     * For how long after {@link #begin} was asked its call may leave: later, others may have taken the lead for one in
     * doubt. Empty: for ever, as nobody shares the store.
     */
    public Optional<Duration> lease() {
        return Optional.ofNullable(lease);
    }

    /**
     * Commits an outcome; false if another one came first. In an outage it is kept in memory and tried again before
     * anything else, and the future waits.
     */
    public CompletableFuture<Boolean> settle(Settlement settlement) {
        return settle(new SettleAttempt(settlement, assignedLeads, signals));
    }

    /** As the other, and with it what another lead has of it. */
    public CompletableFuture<Boolean> settle(Settlement settlement, CheckedOut checkout) {
        SettleAttempt event = new SettleAttempt(settlement, assignedLeads, signals);
        return settle(new SettleCheckout(settlement, event, checkout, signals));
    }

    private CompletableFuture<Boolean> settle(Work<Boolean> work) {
        CompletableFuture<Boolean> settled = writer.insist(work);
        settled.whenComplete((ours, fault) -> replays.wake());
        return settled;
    }

    /** Commits what becomes of a lead by another's word than its attempts'; false if it no longer stands as found. */
    public CompletableFuture<Boolean> give(Verdict verdict) {
        CompletableFuture<Boolean> given = writer.submit(new GiveVerdict(verdict, signals));
        given.whenComplete((stood, fault) -> replays.wake());
        return given;
    }

    /** At most {@code limit} leads that SalesByte is to be asked about at {@code now}, the longest due first. */
    public CompletableFuture<DueBatch<Unverified>> lookUps(Instant now, int limit) {
        return writer.submit(new FindLookUps(now, false, limit));
    }

    /** As the other, also of those that are not due yet. */
    public CompletableFuture<DueBatch<Unverified>> allLookUps(Instant now, int limit) {
        return writer.submit(new FindLookUps(now, true, limit));
    }

    /**
     * The leads that a process left behind with an intent and no outcome: only before the first claim where the store is
     * not shared, and else whenever {@link StoreSignals#leadsInDoubt} says so.
     */
    public CompletableFuture<List<InDoubt>> inDoubt() {
        return writer.submitOnce(new FindInDoubt()); // told otherwise, nobody would settle what is ours by then
    }

    /**
     * Looks whether the store came back with a backup, and if so marks what may have been sent since as never to be sent
     * by itself, see {@link DueLead#restored}; says how many leads that are. Only before the first claim.
     *
     * @param at now
     */
    public CompletableFuture<Integer> settleRestored(Instant at) {
        return writer.insist(new MarkRestored(at));
    }

    /** Remembers for good that there is a source of that name. */
    public CompletableFuture<Boolean> remember(String source, Instant at) {
        return writer.submit(session -> Bind.to(session.prepare(
                                "insert into source(name, first_seen_at) values(?, ?) on conflict(name) do nothing"))
                        .text(source)
                        .time(at)
                        .update()
                == 1);
    }

    /**
     * Erases a person from leads and refused requests, and their bytes from the disk: payloads, requests, answers,
     * messages, what people search by. The same event is still known as a duplicate. Waits for the disk: not for the
     * writer's thread or an event loop.
     *
     * @param by who wants it, and why: kept with each lead unless it names them
     * @param at now
     * @throws BeingDeliveredException if one of their leads is being delivered; it tells what was erased all the same
     * @throws StoreUnavailableException if it could not be done, or not to the end; it may be called again
     */
    public Erasure erase(Person person, ActedBy by, Instant at) {
        try {
            return new ErasePerson(dialect, writer, quarantine).erase(person, by.without(person), at);
        } finally {
            replays.wake();
        }
    }

    /**
     * All that is kept of a person: what {@link #erase} would erase. Waits for the disk likewise.
     *
     * @throws StoreUnavailableException if it cannot be read now
     */
    public PersonRecord find(Person person) {
        return new CollectPerson(queries()).of(new ErasePerson(dialect, writer, quarantine).look(person));
    }

    /** Deletes old leads. */
    public Retention retention() {
        return retention;
    }

    /** Has leads go in this replica's share, where others share the store; until it has one, none go. */
    public void share(SharedFlow flow) {
        if (heartbeat != null) {
            heartbeat.share(flow);
        }
    }

    /** What keeps the store from committing; empty while all is well. */
    public Optional<String> fault() {
        return writer.fault();
    }

    /** For the management API and the command line. */
    public LeadQueries queries() {
        return new LeadQueries(dialect, dedupe);
    }

    /** Counts and times commits there from now on, and tells how the writer stands. */
    public void measure(MeterRegistry registry) {
        writer.measure(new CommitMetrics(registry, writer, quarantine));
    }

    /** What is not done yet, for those who watch. */
    public ReadBacklog backlog() {
        return new ReadBacklog(queries(), lease == null ? null : clock);
    }

    /** For people who look on: remembers from one time to the next. */
    public ReadOverview overview() {
        return new ReadOverview(queries(), writer.changes()::count, lease != null);
    }

    /** Commits what is queued and closes the file. Later calls fail. */
    @Override
    public void close() {
        quarantine.flush();
        replays.close();
        searchable.close();
        retention.close();
        if (heartbeat != null) {
            heartbeat.close();
        }
        stopHearing.run();
        writer.close(new Leave(dialect.membership(), signals));
        dialect.close();
    }

    /** Reads anew what others may have changed. */
    private void refresh() {
        secrets.refresh();
        replays.mayRun();
    }

    private AcceptLeads acceptLeads(List<NewLead> leads) {
        return new AcceptLeads(leads, dedupe, ids, assignedLeads, signals);
    }

    private Keyed keyed(String name) {
        return new Keyed(
                writer.submit(session -> KeptSettings.key(session, name)).join());
    }
}
