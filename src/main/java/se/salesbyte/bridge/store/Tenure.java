package se.salesbyte.bridge.store;

import com.github.f4b6a3.ulid.UlidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replica's row in the table {@code replica}. Each transaction of the writer makes its lease longer and counts it up, and
 * holds the row's lock until its commit. Who puts a replica out needs that lock: so a transaction is committed before it, or
 * finds that it came too late. Then the process goes on under a new id, and what it had in hand under the old one is no
 * longer its own. A lease that ended does not matter by itself: whom nobody has put out goes on.
 *
 * <p>The lease is on the clock of the database alone.
 */
final class Tenure implements Membership {
    /** Epoch milliseconds of the database's clock, also within a long transaction. */
    static final String NOW = "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";

    private static final Logger LOG = LoggerFactory.getLogger(Tenure.class);
    private static final String ENTER = "update replica set commits = commits + 1, lease_until = " + NOW
            + " + ? where id = ? and ended_at is null returning commits";
    private static final String LOCKED = "55P03";
    private static final String OUT_OF_REACH = "57P03";
    private static final String FIRST =
            "select id from replica where ended_at is null and lease_until > " + NOW + " order by id limit 1";
    private static final String END = "update replica set ended_at = " + NOW + " where id = ? and ended_at is null";
    private static final String RESUME =
            "delete from pause where not exists (select 1 from replica where ended_at is null and lease_until > " + NOW
                    + ")";
    private static final String GOES_ON = "update standing set replica = ? where replica = ?";
    private static final String JOIN = "insert into replica(id, name, joined_at, lease_until, commits) select ?, ?, "
            + NOW + ", " + NOW + " + ?, 1 where not exists (select 1 from setting where name = '" + MovedTable.MARKER
            + "')";

    private final String name;
    private final Duration lease;
    private volatile @Nullable String id;
    private @Nullable Mark mark;
    private volatile Runnable joined = () -> {};
    private long enteredAt = System.nanoTime();
    private long mayPutOutAt = enteredAt;

    /** @param name for people */
    Tenure(String name, Duration lease) {
        this.name = name;
        this.lease = lease;
    }

    @Override
    public void enter(Session session) throws SQLException {
        String known = id;
        if (known == null) {
            Bind.to(session.prepare(RESUME)).update(); // as a restart does
            join(session);
            anew(session);
            return;
        }
        try (ResultSet row = Bind.to(session.prepare(ENTER))
                .number(lease.toMillis())
                .text(known)
                .query()) {
            if (row.next()) {
                mark = new Mark(known, row.getLong("commits"));
                entered();
                return;
            }
        } catch (SQLException e) {
            throw LOCKED.equals(e.getSQLState()) ? held(e) : e;
        }
        if (mark != null && mark.commits() > 1) { // else it had not even joined
            LOG.warn(
                    "This replica said nothing for longer than its lease and goes on as a new one; what it was sending may"
                            + " be unknown. replica={} lease={}",
                    name,
                    lease);
        }
        Bind.to(session.prepare(END)).text(known).update();
        join(session);
        Bind.to(session.prepare(GOES_ON)).text(id).text(known).update();
        anew(session);
    }

    /** On disk by itself, so that {@link #cameToPass} has a row to wait for. */
    private void anew(Session session) throws SQLException {
        session.commit();
        session.begin();
    }

    /** The server may be at the last transaction of a connection that was lost. */
    private static SQLException held(SQLException fault) {
        return new SQLException("its own row is locked by an earlier connection still", OUT_OF_REACH, fault);
    }

    private void entered() {
        long now = System.nanoTime();
        if (now - enteredAt > lease.toNanos() * 2 / 3) { // a heartbeat comes in half of that
            mayPutOutAt = now + lease.toNanos();
        }
        enteredAt = now;
    }

    @Override
    public boolean mayPutOut() {
        return System.nanoTime() - mayPutOutAt >= 0;
    }

    @Override
    public void whenJoined(Runnable run) {
        joined = run;
    }

    @Override
    public @Nullable String owner() {
        return id;
    }

    @Override
    public @Nullable Mark mark() {
        return mark;
    }

    /** Waits for the lock of that transaction, whose commit the server may be at still. */
    @Override
    public boolean cameToPass(Session session, Mark doubtful) throws SQLException {
        try (ResultSet row = Bind.to(session.prepare("select commits from replica where id = ? for update"))
                .text(doubtful.owner())
                .query()) {
            return row.next() && row.getLong("commits") >= doubtful.commits();
        }
    }

    @Override
    public boolean isFirst(Session session) throws SQLException {
        try (ResultSet row = Bind.to(session.prepare(FIRST)).query()) {
            return row.next() && row.getString("id").equals(id);
        }
    }

    @Override
    public void leave(Session session) throws SQLException {
        Ownership.giveBackAll(session);
        Bind.to(session.prepare(END)).text(id).update();
    }

    @Override
    public void left() {
        id = null;
    }

    /** Even if this is not committed the id is of no harm: nothing is owned by it then. */
    private void join(Session session) throws SQLException {
        String fresh = UlidCreator.getMonotonicUlid().toString();
        int rows = Bind.to(session.prepare(JOIN))
                .text(fresh)
                .text(name)
                .number(lease.toMillis())
                .update();
        if (rows == 0) {
            throw new SQLException("leads are being moved into the database, or a move was broken off: run bridge move"
                    + " to its end first");
        }
        id = fresh;
        joined.run();
        mark = new Mark(fresh, 1);
    }
}
