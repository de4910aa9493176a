package se.salesbyte.bridge.store;

import java.sql.SQLException;

/** Writes the intent, unless the lead is no longer the caller's: the attempt's number is the fencing token. */
final class BeginAttempt implements Work<Boolean> {
    private static final String LEAD =
            """
            update lead set state = 'delivering', next_at = null, waiting = null, attempts = ?,
                   customer_name = ?, customer_email = ?, customer_phone = ?, customer_company = ?
             where id = ? and attempts = ? and state in ('accepted', 'retrying')""";
    private static final String ATTEMPT =
            "insert into attempt(lead_id, number, started_at, request, reference) values(?, ?, ?, ?, ?)";

    private final Intent intent;

    BeginAttempt(Intent intent) {
        this.intent = intent;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        Customer customer = intent.customer();
        int ours = Bind.to(session.prepare(LEAD))
                .number(intent.attempt())
                .text(customer.name())
                .text(customer.email())
                .text(customer.phone())
                .text(customer.company())
                .text(intent.leadId())
                .number(intent.attempt() - 1)
                .update();
        if (ours == 0) {
            return false;
        }
        Bind.to(session.prepare(ATTEMPT))
                .text(intent.leadId())
                .number(intent.attempt())
                .time(intent.at())
                .text(intent.request())
                .text(intent.reference())
                .update();
        return true;
    }
}
