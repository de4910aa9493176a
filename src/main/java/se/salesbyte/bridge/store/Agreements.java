package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one replica finds and what holds for all of them then. Of a store that nobody shares it keeps nothing: then there is
 * nobody else to know. Thread-safe; messages are kept in an outage as {@link LeadStore#settle} is.
 */
public final class Agreements {
    private static final String PAUSE =
            "insert into pause(target, profile, paused_at) values(?, ?, ?) on conflict(target) do nothing";
    private static final String RESUME =
            "delete from pause where profile = coalesce(cast(? as text), profile) returning profile";
    private static final String SLOW = "update flow set slowed_until = greatest(slowed_until, " + Tenure.NOW + " + ?)";

    private final GroupCommit writer;
    private final StoreSignals signals;

    Agreements(GroupCommit writer, StoreSignals signals) {
        this.writer = writer;
        this.signals = signals;
    }

    /**
     * This replica finds something so that no alarm stands for; people are told by the messages if no other one does.
     *
     * @param topic what
     */
    public CompletableFuture<Boolean> begins(String topic, List<NewMessage> messages, Instant at) {
        return writer.insist(new TellOnce(topic, true, new Announce(messages, null, at, signals), at));
    }

    /**
     * Leads that go there wait from now on, whichever replica has them.
     *
     * @param messages for people, if no other one has paused it before; none if nobody is to hear of it
     */
    public CompletableFuture<Boolean> pause(PausedTarget target, List<NewMessage> messages) {
        Announce announce = new Announce(messages, null, target.since(), signals);
        return writer.insist(agreed(new Work<>() {
            @Override
            public Boolean run(Session session) throws SQLException {
                boolean first = session.owner() == null
                        || Bind.to(session.prepare(PAUSE))
                                        .text(target.target())
                                        .text(target.profile())
                                        .time(target.since())
                                        .update()
                                == 1;
                return first && announce.run(session);
            }

            @Override
            public void committed(Boolean told) {
                if (told) {
                    announce.committed(told);
                }
            }
        }));
    }

    /**
     * They go again.
     *
     * @param profile its name; null for all
     * @return the names of those that were paused, by whichever replica
     */
    public CompletableFuture<List<String>> resume(@Nullable String profile) {
        return writer.submit(agreed(session -> {
            TreeSet<String> names = new TreeSet<>();
            if (session.owner() != null) {
                try (ResultSet row =
                        Bind.to(session.prepare(RESUME)).text(profile).query()) {
                    while (row.next()) {
                        names.add(row.getString("profile"));
                    }
                }
            }
            return List.copyOf(names);
        }));
    }

    /** SalesByte asked to be left alone for so long. */
    public CompletableFuture<Boolean> slow(Duration pause) {
        return writer.insist(agreed(session -> session.owner() != null
                && Bind.to(session.prepare(SLOW)).number(pause.toMillis()).update() == 1));
    }

    /** Others are told as soon as it is on disk. */
    private <T> Work<T> agreed(Work<T> work) {
        return new Work<>() {
            @Override
            public T run(Session session) throws SQLException {
                return work.run(session);
            }

            @Override
            public void committed(T result) {
                work.committed(result);
                signals.flowChanged();
            }
        };
    }

    /** Has the flow go by what holds now. */
    static Work<Held> tell(SharedFlow flow) {
        return new Work<>() {
            @Override
            public Held run(Session session) throws SQLException {
                return Held.read(session);
            }

            @Override
            public boolean writes() {
                return false;
            }

            @Override
            public void committed(Held held) {
                flow.adopt(held.paused, held.slowedFor);
            }
        };
    }

    /**
     * What holds.
     *
     * @param slowedFor how long nothing is to be sent yet; zero or less: it may be
     */
    record Held(List<PausedTarget> paused, Duration slowedFor) {
        private static final String PAUSED = "select target, profile, paused_at from pause";
        private static final String SLOWED = "select slowed_until - " + Tenure.NOW + " as millis from flow";

        private static Held read(Session session) throws SQLException {
            List<PausedTarget> paused = new ArrayList<>();
            try (ResultSet row = session.prepare(PAUSED).executeQuery()) {
                while (row.next()) {
                    paused.add(new PausedTarget(
                            row.getString("target"), row.getString("profile"), Bind.timeOf(row, "paused_at")));
                }
            }
            try (ResultSet row = session.prepare(SLOWED).executeQuery()) {
                return new Held(List.copyOf(paused), Duration.ofMillis(row.next() ? row.getLong("millis") : 0));
            }
        }
    }
}
