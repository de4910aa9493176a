package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the intent, unless the lead is no longer the caller's (its owner and the attempt's number are the fencing token), or
 * may be a duplicate: then it is held in the same breath.
 */
final class BeginAttempt implements Work<Begun> {
    private static final String OURS =
            "select waiting from lead where id = ? and attempts = ? and state in ('accepted', 'retrying') and owner is not distinct from ?";
    private static final String LEAD =
            """
            update lead set state = 'delivering', next_at = null, waiting = null, attempts = ?,
                   customer_name = ?, customer_email = ?, customer_phone = ?, customer_company = ?
             where id = ? and attempts = ? and state in ('accepted', 'retrying') and owner is not distinct from ?""";
    private static final String ATTEMPT =
            "insert into attempt(lead_id, number, started_at, request, reference, target) values(?, ?, ?, ?, ?, ?)";

    private final Intent intent;
    private final @Nullable Instant sentSince;
    private final Contacts contacts;
    private final Set<String> assigned;

    /**
     * @param sentSince from when on another lead that was sent makes this one a possible duplicate; null: none does
     * @param assigned the ids of the leads in anybody's hands; confined to the writer's thread
     */
    BeginAttempt(Intent intent, @Nullable Instant sentSince, Contacts contacts, Set<String> assigned) {
        this.intent = intent;
        this.sentSince = sentSince;
        this.contacts = contacts;
        this.assigned = assigned;
    }

    @Override
    public Begun run(Session session) throws SQLException {
        if (sentSince != null && !intent.insisted() && isHeld(session, sentSince)) {
            return Begun.POSSIBLE_DUPLICATE;
        }
        Customer customer = intent.customer();
        int ours = Bind.to(session.prepare(LEAD))
                .number(intent.attempt())
                .text(customer.name())
                .text(customer.email())
                .text(customer.phone())
                .text(customer.company())
                .text(intent.leadId())
                .number(intent.attempt() - 1)
                .text(session.owner())
                .update();
        if (ours == 0) {
            return Begun.NOT_OURS;
        }
        if (sentSince != null) {
            contacts.keep(session, intent.leadId(), customer, intent.at(), sentSince);
        }
        Bind.to(session.prepare(ATTEMPT))
                .text(intent.leadId())
                .number(intent.attempt())
                .time(intent.at())
                .text(intent.request())
                .text(intent.reference())
                .text(intent.target())
                .update();
        return Begun.OURS;
    }

    @Override
    public void committed(Begun begun) {
        if (begun == Begun.POSSIBLE_DUPLICATE) {
            assigned.remove(intent.leadId());
        }
    }

    /** What is held so, only a person lets go, and a person's wish is not questioned. */
    private boolean isHeld(Session session, Instant since) throws SQLException {
        String waiting;
        try (ResultSet ours = Bind.to(session.prepare(OURS))
                .text(intent.leadId())
                .number(intent.attempt() - 1)
                .text(session.owner())
                .query()) {
            if (!ours.next()) {
                return false;
            }
            waiting = ours.getString("waiting");
        }
        if (HoldLead.POSSIBLE_DUPLICATE.equals(waiting)) {
            hold(session);
            return true;
        }
        Optional<String> other = contacts.sent(session, intent.leadId(), intent.customer(), since);
        if (other.isPresent()) {
            hold(session);
            String detail = HoldLead.POSSIBLE_DUPLICATE + " of lead " + other.get();
            Timeline.write(session, intent.leadId(), intent.at(), TimelineKind.HELD, detail, Timeline.BRIDGE);
        }
        return other.isPresent();
    }

    private void hold(Session session) throws SQLException {
        HoldLead.write(session, intent.leadId(), intent.customer(), HoldLead.POSSIBLE_DUPLICATE, null);
    }
}
