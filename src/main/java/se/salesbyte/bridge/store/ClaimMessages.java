package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Assigns due messages of one outbox to the caller; of one lead only the first unfinished one, so that order
 * holds, and of one receiver no more than its bound, or what nobody else wants. Those without a lead wait for none.
 */
final class ClaimMessages implements Work<DueBatch<DueMessage>> {
    /** How many messages of receivers without room are passed over: a claim must not read a whole backlog. */
    private static final int LOOK_PAST = 200;

    private static final String DUE =
            """
            select m.id, m.lead_id, coalesce(l.source, m.source, '') as source, m.type, m.payload, m.created_at, m.attempts
              from outbox_message m left join lead l on l.id = m.lead_id
             where m.outbox = ? and m.next_at <= ?
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
    private final Map<String, String> assigned;
    private final Map<String, String> receivers = new HashMap<>();
    private final List<DueMessage> claimed = new ArrayList<>();
    private final List<DueMessage> passedOver = new ArrayList<>();

    /**
     * @param assigned the ids of the messages in anybody's hands, and their receivers; confined to the writer's thread
     */
    ClaimMessages(String outbox, Instant now, int limit, ReceiverBound bound, Map<String, String> assigned) {
        this.outbox = outbox;
        this.now = now;
        this.limit = limit;
        this.bound = bound;
        this.assigned = assigned;
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public DueBatch<DueMessage> run(Session session) throws SQLException {
        try (ResultSet row = Bind.to(session.prepare(DUE))
                .text(outbox)
                .time(now)
                .number((long) limit + assigned.size() + LOOK_PAST)
                .query()) {
            while (claimed.size() < limit && row.next()) {
                claim(row);
            }
        }
        claimWhatNobodyElseWants();
        if (claimed.size() == limit) {
            return new DueBatch<>(List.copyOf(claimed), now);
        }
        try (ResultSet row =
                Bind.to(session.prepare(NEXT)).text(outbox).time(now).query()) {
            return new DueBatch<>(List.copyOf(claimed), row.next() ? Bind.time(row, "next_at") : null);
        }
    }

    /** Passes over what its receiver has no room for: each outcome of one of its messages lets us look again. */
    private void claim(ResultSet row) throws SQLException {
        String id = row.getString("id");
        String receiver = receivers.computeIfAbsent(
                row.getString("source"), source -> bound.receiver().apply(outbox, source));
        if (assigned.containsKey(id)) {
            return;
        }
        if (Collections.frequency(assigned.values(), receiver) < bound.most()) {
            assigned.put(id, receiver);
            claimed.add(read(row));
        } else if (passedOver.size() < limit - bound.most()) {
            passedOver.add(read(row));
        }
    }

    /** A receiver may have more than its bound, as long as there is room for another one, who may come at any time. */
    private void claimWhatNobodyElseWants() {
        for (DueMessage message : passedOver) {
            if (limit - claimed.size() <= bound.most()) {
                return;
            }
            assigned.put(message.id(), bound.receiver().apply(outbox, message.source()));
            claimed.add(message);
        }
    }

    @Override
    public void undone() {
        claimed.forEach(message -> assigned.remove(message.id()));
        claimed.clear();
        passedOver.clear();
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
