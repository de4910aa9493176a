package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Assigns due messages of one outbox to the caller; of one lead only the first unfinished one, so that order
 * holds, and of one receiver no more than {@link ReceiverBound} says. Those without a lead wait for none.
 */
final class ClaimMessages implements Work<DueBatch<DueMessage>> {
    /** How many messages of receivers without room are passed over: a claim must not read a whole backlog. */
    private static final int LOOK_PAST = 200;

    private static final String DUE =
            """
            select m.id, m.lead_id, coalesce((select l.source from lead l where l.id = m.lead_id), m.source, '') as source,
                   m.type, m.payload, m.created_at, m.attempts
              from outbox_message m
             where m.outbox = ? and m.next_at <= ? and (m.owner is null or m.owner = ?)
               and not exists (select 1 from outbox_message earlier
                                where earlier.lead_id = m.lead_id and earlier.outbox = m.outbox
                                  and earlier.id < m.id and earlier.next_at is not null)
             order by m.next_at limit ?""";
    private static final String NEXT =
            "select min(next_at) as next_at from outbox_message where outbox = ? and next_at > ?";

    private final String outbox;
    private final Instant now;
    private final int limit;
    private final ReceiverBound bound;
    private final PassOver passOver;
    private final Map<String, String> assigned;
    private final Map<String, String> receivers = new HashMap<>();
    private final Map<String, Integer> inHand = new HashMap<>();
    private final List<DueMessage> claimed = new ArrayList<>();
    private boolean cutShort;

    /**
     * @param passOver says whether to look past a receiver without room
     * @param assigned the ids of the messages in anybody's hands, and their receivers; confined to the writer's thread
     */
    ClaimMessages(
            String outbox,
            Instant now,
            int limit,
            ReceiverBound bound,
            PassOver passOver,
            Map<String, String> assigned) {
        this.outbox = outbox;
        this.now = now;
        this.limit = limit;
        this.bound = bound;
        this.passOver = passOver;
        this.assigned = assigned;
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public DueBatch<DueMessage> run(Session session) throws SQLException {
        assigned.values().forEach(receiver -> inHand.merge(receiver, 1, Integer::sum));
        try (ResultSet row = Bind.to(session.prepareClaiming(DUE))
                .text(outbox)
                .time(now)
                .text(session.owner())
                .number((long) limit + assigned.size() + LOOK_PAST)
                .query()) {
            while (claimed.size() < limit && !cutShort && row.next()) {
                claim(row);
            }
        }
        Ownership.take(
                session, "outbox_message", claimed.stream().map(DueMessage::id).toList());
        return new DueBatch<>(List.copyOf(claimed), claimed.size() == limit ? now : next(session));
    }

    /** Each outcome of one of its messages lets us look again at what a receiver has no room for. */
    private void claim(ResultSet row) throws SQLException {
        String id = row.getString("id");
        if (assigned.containsKey(id)) {
            return;
        }
        String receiver = receivers.computeIfAbsent(
                row.getString("source"), source -> bound.receiver().apply(outbox, source));
        if (bound.hasRoom(inHand.getOrDefault(receiver, 0), limit - claimed.size())) {
            assigned.put(id, receiver);
            inHand.merge(receiver, 1, Integer::sum);
            claimed.add(read(row));
        } else {
            cutShort = !passOver.isDue(outbox, now);
        }
    }

    private @Nullable Instant next(Session session) throws SQLException {
        if (cutShort) {
            return passOver.nextAt(outbox);
        }
        try (ResultSet row =
                Bind.to(session.prepare(NEXT)).text(outbox).time(now).query()) {
            return row.next() ? Bind.time(row, "next_at") : null;
        }
    }

    @Override
    public void undone() {
        claimed.forEach(message -> assigned.remove(message.id()));
        claimed.clear();
        inHand.clear();
    }

    private DueMessage read(ResultSet row) throws SQLException {
        return new DueMessage(
                row.getString("id"),
                row.getString("lead_id"),
                row.getString("source"),
                outbox,
                row.getString("type"),
                row.getString("payload"),
                Bind.timeOf(row, "created_at"),
                row.getInt("attempts"));
    }
}
