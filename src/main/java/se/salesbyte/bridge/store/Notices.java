package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What became due by this replica's commits and it may have no room for, and what all go by: told to the others after a group, ten times a second
 * at most, by PostgreSQL's {@code NOTIFY}. Whoever misses it finds it at his next heartbeat. For the writer's thread.
 */
final class Notices {
    /** Between the words of a notice. */
    static final String LINE = "\n";

    static final String LEAD = "lead ";
    static final String FLOW = "flow";

    private static final long PAUSE = Duration.ofMillis(100).toNanos();
    private static final int MOST = 100; // a notice has room for some 8,000 bytes

    private final String channel;
    private final Clock clock;
    private final String sender = UUID.randomUUID().toString();
    private final Set<String> waiting = new LinkedHashSet<>();
    private long sentAt = System.nanoTime() - PAUSE;

    /**
     * @param channel of all replicas of a store
     * @param clock by which things are due
     */
    Notices(String channel, Clock clock) {
        this.clock = clock;
        this.channel = channel;
    }

    String channel() {
        return channel;
    }

    Clock clock() {
        return clock;
    }

    /** Stands in the first line of all that we send. */
    String sender() {
        return sender;
    }

    /** The same signals, of which the others are told too. */
    StoreSignals telling(StoreSignals own) {
        return new StoreSignals() {
            @Override
            public void leadDue(String source, Instant at) {
                own.leadDue(source, at);
                tell(LEAD + source, at);
            }

            @Override
            public boolean leadWanted(String source, Instant at) {
                return own.leadWanted(source, at);
            }

            @Override
            public boolean leadOffered(DueLead lead) {
                return own.leadOffered(lead);
            }

            @Override
            public void messageDue(String outbox, Instant at) {
                own.messageDue(outbox, at); // whoever puts a message there sends it, and others only look now and then
            }

            @Override
            public void lookUpDue(Instant at) {
                own.lookUpDue(at);
            }

            @Override
            public void flowChanged() {
                own.flowChanged();
                waiting.add(FLOW);
            }

            @Override
            public void leadsInDoubt() {
                own.leadsInDoubt();
            }
        };
    }

    /** Sends what has gathered, unless it was a moment ago: then the next group or heartbeat does. */
    void send(Connection writer) throws SQLException {
        long now = System.nanoTime();
        boolean early = now - sentAt < PAUSE && !waiting.contains(FLOW); // which is rare, and may be the last one
        if (waiting.isEmpty() || early) {
            return;
        }
        try (PreparedStatement notify = writer.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, channel);
            notify.setString(2, sender + LINE + String.join(LINE, waiting));
            notify.execute();
        }
        waiting.clear();
        sentAt = now;
    }

    /** What is due later, whoever made it so looks at then; if he is no more by then, a heartbeat finds it. */
    private void tell(String what, Instant at) {
        if (waiting.size() < MOST && !at.isAfter(clock.instant())) {
            waiting.add(what);
        }
    }
}
