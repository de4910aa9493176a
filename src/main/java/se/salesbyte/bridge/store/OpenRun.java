package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens the next run of a lead: due at once, behind fresh leads and retries, its retry schedule from the start. For the
 * writer's thread, in its transaction.
 *
 * <p>What a person changed for the run before stays changed: the payload and its mapping have not become any better.
 *
 * @param fields what a person changes of the mapped fields, as JSON; null if nothing
 * @param changed the names of these fields
 * @param by who wants it, and why
 * @param replayId the replay of many that it is part of; null if it is none
 */
record OpenRun(@Nullable String fields, List<String> changed, ActedBy by, @Nullable String replayId, Instant at) {
    private static final String LEAD =
            """
            update lead set state = 'accepted', owner = null, next_at = ?, priority = 2, waiting = null, verify_at = null,
                   reason = null, salesbyte_id = null, run = run + 1, attempts_before = attempts,
                   -- sent in spite of what nobody knows: whoever said so has looked
                   unseen_from = case when state not in ('unknown', 'delivered') then unseen_from end
             where id = ?""";
    private static final String RUN =
            """
            insert into run(lead_id, number, opened_at, fields, reason, replay_id, attempts_before)
            select id, run, ?, ?, ?, ?, attempts_before from lead where id = ?""";

    /**
     * Opens it.
     *
     * @param run the lead's last one
     * @param salesbyteId what the lead was delivered as; null if it was not
     * @return its number
     */
    int of(Session session, String id, int run, @Nullable String salesbyteId) throws SQLException {
        int number = run + 1;
        Bind.to(session.prepare(LEAD)).time(at).text(id).update();
        Bind.to(session.prepare(RUN))
                .time(at)
                .text(CorrectedFields.of(session, id, run).under(fields))
                .text(by.reason())
                .text(replayId)
                .text(id)
                .update();
        Timeline.write(session, id, at, TimelineKind.REPLAYED, detail(number, salesbyteId), by.name());
        return number;
    }

    /** Names of fields, never their values. */
    private String detail(int number, @Nullable String salesbyteId) {
        StringBuilder detail = new StringBuilder("run ").append(number);
        if (salesbyteId != null) {
            detail.append("; was delivered as ").append(salesbyteId);
        }
        if (!changed.isEmpty()) {
            detail.append("; changed ").append(String.join(", ", changed));
        }
        return by.detail(detail.toString());
    }
}
