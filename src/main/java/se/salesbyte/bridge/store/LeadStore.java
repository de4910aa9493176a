package se.salesbyte.bridge.store;

import com.github.f4b6a3.ulid.UlidFactory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The inbox. Every method that changes something queues a command for the one writer and answers with a future, which
 * completes once the change is on disk. Futures complete on the writer's thread: what depends on them hands over and
 * never waits there. A failed future is a {@link StoreUnavailableException} when the same call may work later.
 *
 * <p>All methods may be called from any thread.
 */
public final class LeadStore implements AutoCloseable {
    private static final int QUEUE_CAPACITY = 10_000;
    private static final int DEDUPE_KEY_BYTES = 16;

    private final Dialect dialect;
    private final GroupCommit writer;
    private final StoreSignals signals;
    private final UlidFactory ids = UlidFactory.newMonotonicInstance();
    private final Mac dedupeMac;
    private final Set<String> assignedLeads = new HashSet<>(); // the writer's thread alone
    private final Set<String> assignedMessages = new HashSet<>(); // the writer's thread alone

    private LeadStore(Dialect dialect, StoreSignals signals) throws SQLException {
        this.dialect = dialect;
        this.signals = signals;
        this.writer = new GroupCommit(dialect, QUEUE_CAPACITY);
        try {
            this.dedupeMac = macOf(writer.submit(LeadStore::dedupeSecret).join());
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Opens the store in that SQLite file, creating or migrating it.
     *
     * @param file in a folder that exists and that no other process uses, see {@link DataFolder}
     * @throws StoreUnavailableException if it cannot be opened
     */
    public static LeadStore sqlite(Path file, StoreSignals signals) {
        try {
            return open(new SqliteDialect(file), signals);
        } catch (SQLException | RuntimeException e) {
            throw new StoreUnavailableException(file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static LeadStore open(Dialect dialect, StoreSignals signals) throws SQLException {
        try {
            dialect.migrate();
            return new LeadStore(dialect, signals);
        } catch (SQLException | RuntimeException e) {
            dialect.close();
            throw e;
        }
    }

    /** Keeps the events of one request, or recognises them. The receipts are in the order of the leads. */
    public CompletableFuture<List<Receipt>> accept(List<NewLead> leads) {
        List<byte[]> keys = new ArrayList<>(leads.size());
        for (NewLead lead : leads) {
            keys.add(dedupeKey(lead.identity()));
        }
        return writer.submit(new AcceptLeads(leads, keys, ids, signals));
    }

    /** Assigns at most {@code limit} leads of the source that are due at {@code now} to the caller. */
    public CompletableFuture<DueBatch<DueLead>> claim(String source, Instant now, int limit) {
        return writer.submit(new ClaimLeads(source, now, limit, assignedLeads));
    }

    /** Gives back leads that were claimed and not begun. */
    public CompletableFuture<Boolean> release(Collection<DueLead> leads) {
        return writer.insist(session -> {
            leads.forEach(lead -> assignedLeads.remove(lead.id()));
            return true;
        });
    }

    /** Writes the intent before a call; false if the lead is no longer the caller's, and then nothing may be sent. */
    public CompletableFuture<Boolean> begin(Intent intent) {
        return writer.submit(new BeginAttempt(intent));
    }

    /**
     * Commits an outcome; false if another one came first. In an outage it is kept in memory and tried again before
     * anything else, and the future waits.
     */
    public CompletableFuture<Boolean> settle(Settlement settlement) {
        return writer.insist(new SettleAttempt(settlement, assignedLeads, signals));
    }

    /** Assigns at most {@code limit} messages of the outbox that are due at {@code now} to the caller. */
    public CompletableFuture<DueBatch<DueMessage>> claimMessages(String outbox, Instant now, int limit) {
        return writer.submit(new ClaimMessages(outbox, now, limit, assignedMessages));
    }

    /** Gives back messages that were claimed and not tried. */
    public CompletableFuture<Boolean> releaseMessages(Collection<DueMessage> messages) {
        return writer.insist(session -> {
            messages.forEach(message -> assignedMessages.remove(message.id()));
            return true;
        });
    }

    /** Commits how one try of a message ended; kept in an outage as {@link #settle} is. */
    public CompletableFuture<Boolean> settle(MessageOutcome outcome) {
        return writer.insist(new SettleMessage(outcome, assignedMessages, signals));
    }

    /** The leads that a process left behind with an intent and no outcome; only before the first claim. */
    public CompletableFuture<List<InDoubt>> inDoubt() {
        return writer.submit(new FindInDoubt());
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

    /** What keeps the store from committing; empty while all is well. */
    public Optional<String> fault() {
        return writer.fault();
    }

    /** For the management API and the command line. */
    public LeadQueries queries() {
        return new LeadQueries(dialect.readers());
    }

    /** Commits what is queued and closes the file. Later calls fail. */
    @Override
    public void close() {
        writer.close();
        dialect.close();
    }

    /** Keyed, so that the row left behind by an erased lead says nothing about a person. */
    private byte[] dedupeKey(byte[] identity) {
        try {
            Mac mac = (Mac) dedupeMac.clone();
            return Arrays.copyOf(mac.doFinal(identity), DEDUPE_KEY_BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this JDK's HmacSHA256 cannot be cloned", e);
        }
    }

    private static Mac macOf(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks HmacSHA256", e);
        }
    }

    private static byte[] dedupeSecret(Session session) throws SQLException {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        Bind.to(session.prepare("insert into setting(name, value) values('dedupe-secret', ?) on conflict do nothing"))
                .bytes(fresh)
                .update();
        try (ResultSet row = Bind.to(session.prepare("select value from setting where name = 'dedupe-secret'"))
                .query()) {
            row.next();
            return row.getBytes("value");
        }
    }
}
