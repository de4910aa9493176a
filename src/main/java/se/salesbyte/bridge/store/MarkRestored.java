package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.ulid.Ulid;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At a start: if the store came back with a backup, whatever was not delivered by then may have been since. Marks that, once,
 * in one transaction with the mark of the backup, so that nothing of it is sent by itself, nor by a replay that ran then.
 * Results in how many leads that are.
 */
final class MarkRestored implements Work<Integer> {
    /** Stands in {@code setting} of a store that came back: when its backup was made, epoch milliseconds. */
    static final String MARKER = "restored-from";

    private static final Logger LOG = LoggerFactory.getLogger(MarkRestored.class);
    private static final String IDENTITY = "identity";
    private static final String KEEP =
            "insert into setting(name, value) values(?, ?) on conflict(name) do update set value = excluded.value";
    private static final String FORGET = "delete from setting where name = ?";

    /** What a person may replay may have been replayed before. */
    private static final String LEADS =
            """
            update lead set unseen_from = coalesce(unseen_from, ?), unseen_until = ?
             where state not in ('delivered', 'erased')""";

    private static final List<String> TOLD = List.of("accepted", "delivering", "retrying", "failed", "unknown");
    private static final String TIMELINE =
            """
            insert into timeline(lead_id, at, kind, detail, actor)
            select id, ?, ?, ?, ? from lead where state in ('%s')"""
                    .formatted(String.join("', '", TOLD));
    private static final String REPLAYS = "update replay set state = 'stopped', ended_at = ? where state = 'running'";

    private final Instant at;
    private @Nullable Instant madeAt;

    MarkRestored(Instant at) {
        this.at = at;
    }

    @Override
    public Integer run(Session session) throws SQLException {
        madeAt = madeAt(session);
        keepIdentity(session);
        return madeAt == null ? 0 : mark(session, madeAt);
    }

    @Override
    public void committed(Integer leads) {
        if (madeAt != null) {
            LOG.warn(
                    "The store came back with a backup. What was not delivered when that was made may have been since: it is"
                            + " looked up or unknown, and not sent. made={} leads={}",
                    madeAt,
                    leads);
        }
    }

    private int mark(Session session, Instant from) throws SQLException {
        Bind.to(session.prepare(TIMELINE))
                .time(at)
                .text(TimelineKind.RESTORED.word())
                .text("restored from a backup of " + from + ": it may have been sent since")
                .text(Timeline.BRIDGE)
                .update();
        Bind.to(session.prepare(REPLAYS)).time(at).update();
        Bind.to(session.prepare(FORGET)).text(MARKER).update();
        return Bind.to(session.prepare(LEADS)).time(from).time(at).update();
    }

    /** Null if it did not come back; replicas that start at the same time wait for each other here. */
    private static @Nullable Instant madeAt(Session session) throws SQLException {
        String marked = KeptSettings.text(session, MARKER);
        if (marked != null) {
            return Instant.ofEpochMilli(Long.parseLong(marked));
        }
        String kept = KeptSettings.text(session, IDENTITY);
        return kept == null || kept.equals(session.dialect().identity(session.connection()))
                ? null
                : newest(session.connection());
    }

    private static void keepIdentity(Session session) throws SQLException {
        String identity = session.dialect().identity(session.connection());
        if (identity != null) {
            Bind.to(session.prepare(KEEP))
                    .text(IDENTITY)
                    .bytes(identity.getBytes(UTF_8))
                    .update();
        }
    }

    /** A backup that does not say when it was made was not made before this; the epoch if it has no leads. */
    static Instant newest(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(id) as id from lead")) {
            String id = row.next() ? row.getString("id") : null;
            return id == null ? Instant.EPOCH : Ulid.from(id).getInstant();
        }
    }
}
