package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes a person out of what was found: the lead's row stays, empty, and its dedupe key, which says nothing to whoever
 * lacks the key. Whoever has such a lead in hand finds it settled. Results in the id of a lead that is being delivered,
 * if there is one, and then nothing is erased.
 */
final class EraseTraces implements Work<Optional<String>> {
    private static final String STATE = "select state, customer_name from lead where id = ?";
    private static final List<String> OF_A_LEAD = List.of(
            "delete from event where (event_id, lead_id) in (select event_id, id from lead where id = ?)",
            """
            update lead set state = 'erased', owner = null, next_at = null, waiting = null, verify_at = null, event_id = null,
                   reason = null, salesbyte_id = null,
                   customer_name = null, customer_email = null, customer_phone = null, customer_company = null
             where id = ?""",
            // what it was sent as is known to be nobody else's
            """
            insert into quote(salesbyte_id, lead_id, attempt) select distinct salesbyte_id, '', 0 from quote where lead_id = ?
            on conflict do nothing""",
            "delete from quote where lead_id = ?",
            "delete from lead_body where lead_id = ?",
            "delete from contact where lead_id = ?",
            """
            update attempt set request = null, reference = null, detail = null, failure = null, answer = null
             where lead_id = ?""",
            // names of people go too: one of them may be this one
            "update timeline set detail = null, actor = case actor when 'bridge' then actor else 'person' end where lead_id = ?",
            "update run set fields = null, reason = null where lead_id = ?",
            "delete from outbox_message where lead_id = ?");
    private static final String REFUSED = "delete from refused where id = ?";

    /** One that is searched by what is gone must not go on without it. */
    private static final String REPLAY =
            """
            update replay set text = null, reason = null, opened_by = 'person',
                   state = case state when 'running' then 'stopped' else state end
             where id = ?""";

    /** Of other people's leads: what was done to them stays, without the words. */
    private static final String LINE = "update timeline set detail = null, actor = 'person' where seq = ?";

    private static final String RUN = "update run set reason = null where lead_id = ? and number = ?";

    private final Traces traces;
    private final ActedBy by;
    private final Instant at;

    /** @param by who wants it, and why; a reason that has a name of theirs in it is not kept */
    EraseTraces(Traces traces, ActedBy by, Instant at) {
        this.traces = traces;
        this.by = by;
        this.at = at;
    }

    @Override
    public Optional<String> run(Session session) throws SQLException {
        NameWords names = new NameWords();
        for (String lead : traces.leads()) {
            if (isBeingDelivered(session, lead, names)) {
                return Optional.of(lead);
            }
        }
        String reason = by.reason();
        String detail = reason == null || names.areIn(reason) ? null : reason;
        for (String lead : traces.leads()) {
            for (String statement : OF_A_LEAD) {
                Bind.to(session.prepare(statement)).text(lead).update();
            }
            SearchRows.remove(session, lead); // the trigger on leads had it put among those to be searched anew
            Timeline.write(session, lead, at, TimelineKind.ERASED, detail, by.name());
        }
        for (String refused : traces.refused()) {
            Bind.to(session.prepare(REFUSED)).text(refused).update();
        }
        for (String replay : traces.replays()) {
            Bind.to(session.prepare(REPLAY)).text(replay).update();
        }
        for (long line : traces.lines()) {
            Bind.to(session.prepare(LINE)).number(line).update();
        }
        for (Traces.Run run : traces.runs()) {
            Bind.to(session.prepare(RUN))
                    .text(run.leadId())
                    .number(run.number())
                    .update();
        }
        return Optional.empty();
    }

    private static boolean isBeingDelivered(Session session, String lead, NameWords names) throws SQLException {
        try (ResultSet row = Bind.to(session.prepareLocking(STATE)).text(lead).query()) {
            if (!row.next()) {
                return false;
            }
            names.add(row.getString("customer_name"));
            return LeadState.DELIVERING.word().equals(row.getString("state"));
        }
    }
}
