package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a claimed lead back, without an attempt; nothing if it is no longer the caller's. What a person is to judge as a
 * possible duplicate stays that: any other reason goes by by itself, and the lead with it.
 */
final class HoldLead implements Work<Boolean> {
    /** Why such a lead waits, in a word of the contract. */
    static final String POSSIBLE_DUPLICATE = "possible-duplicate";

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final String OURS =
            "select waiting from lead where id = ? and attempts = ? and state in ('accepted', 'retrying') and owner is not distinct from ?";
    private static final String LEAD =
            """
            update lead set owner = null, waiting = ?, next_at = ?,
                   customer_name = coalesce(?, customer_name), customer_email = coalesce(?, customer_email),
                   customer_phone = coalesce(?, customer_phone), customer_company = coalesce(?, customer_company)
             where id = ?""";

    private final DueLead lead;
    private final Customer customer;
    private final String waiting;
    private final @Nullable Instant until;
    private final Instant at;
    private final Set<String> assigned;
    private final StoreSignals signals;

    HoldLead(
            DueLead lead,
            Customer customer,
            String waiting,
            @Nullable Instant until,
            Instant at,
            Set<String> assigned,
            StoreSignals signals) {
        this.lead = lead;
        this.customer = customer;
        this.waiting = waiting;
        this.until = until;
        this.at = at;
        this.assigned = assigned;
        this.signals = signals;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        try (ResultSet ours = Bind.to(session.prepare(OURS))
                .text(lead.id())
                .number(lead.attempts())
                .text(session.owner())
                .query()) {
            if (!ours.next()) {
                return false;
            }
            String before = ours.getString("waiting");
            if (POSSIBLE_DUPLICATE.equals(before)) {
                return write(session, lead.id(), customer, POSSIBLE_DUPLICATE, null) == 1;
            }
            if (!waiting.equals(before)) { // held again for the same reason is no news
                Timeline.write(session, lead.id(), at, TimelineKind.HELD, detail(), Timeline.BRIDGE);
            }
        }
        return write(session, lead.id(), customer, waiting, until) == 1;
    }

    /** Why and until when that lead waits, and who it is about; how many leads that changed. */
    static int write(Session session, String leadId, Customer customer, String waiting, @Nullable Instant until)
            throws SQLException {
        return Bind.to(session.prepare(LEAD))
                .text(waiting)
                .time(until)
                .text(customer.name())
                .text(customer.email())
                .text(customer.phone())
                .text(customer.company())
                .text(leadId)
                .update();
    }

    private String detail() {
        return until == null ? waiting : waiting + " until " + until;
    }

    @Override
    public void committed(Boolean ours) {
        assigned.remove(lead.id());
        if (ours && until != null) {
            signals.leadDue(lead.source(), until);
        }
    }

    /** It is due as before, so after a while: what failed now would fail again at once. */
    @Override
    public void dropped() {
        assigned.remove(lead.id());
        signals.leadDue(lead.source(), at.plus(PAUSE));
    }
}
