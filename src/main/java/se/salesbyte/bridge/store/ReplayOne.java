package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.ReplayAnswer.Verdict;

/** Opens a new run of one lead, if the state that it is in allows it; empty if there is no such lead. */
final class ReplayOne implements Work<Optional<ReplayAnswer>> {
    private static final String LEAD =
            "select id, source, state, waiting, run, attempts, salesbyte_id, owner from lead where id = ?";

    private final ReplayOrder order;
    private final Set<String> assigned;
    private final StoreSignals signals;
    private @Nullable String source;

    ReplayOne(ReplayOrder order, Set<String> assigned, StoreSignals signals) {
        this.order = order;
        this.assigned = assigned;
        this.signals = signals;
    }

    @Override
    public Optional<ReplayAnswer> run(Session session) throws SQLException {
        try (ResultSet lead =
                Bind.to(session.prepareLocking(LEAD)).text(order.leadId()).query()) {
            return lead.next() ? Optional.of(answer(session, lead)) : Optional.empty();
        }
    }

    @Override
    public void committed(Optional<ReplayAnswer> answer) {
        if (source != null
                && answer.filter(given -> given.verdict() == Verdict.OPENED).isPresent()) {
            signals.leadDue(source, order.at());
        }
    }

    private ReplayAnswer answer(Session session, ResultSet lead) throws SQLException {
        LeadState state = LeadState.of(lead.getString("state"));
        String salesbyteId = lead.getString("salesbyte_id");
        Verdict verdict = judge(session, lead, state);
        source = lead.getString("source");
        if (verdict != Verdict.OPENED) {
            return new ReplayAnswer(verdict, lead.getInt("run"), state, salesbyteId);
        }
        OpenRun run = new OpenRun(order.fields(), order.changed(), order.by(), null, order.at());
        return new ReplayAnswer(
                verdict,
                run.of(session, order.leadId(), lead.getInt("run"), salesbyteId),
                LeadState.ACCEPTED,
                salesbyteId);
    }

    private Verdict judge(Session session, ResultSet lead, LeadState state) throws SQLException {
        String owner = lead.getString("owner");
        boolean inHand = assigned.contains(order.leadId()) || (owner != null && !owner.equals(session.owner()));
        boolean waiting = lead.getString("waiting") != null;
        int attempts = lead.getInt("attempts");
        if (state == LeadState.ERASED) {
            return Verdict.ERASED;
        }
        if ((order.seen() != null && order.seen() != state)
                || (order.attempts() != null && order.attempts() != attempts)) {
            return Verdict.CHANGED;
        }
        if (inHand) { // whoever has it in hand works by the run before
            return Verdict.ON_ITS_WAY;
        }
        return switch (state) {
            case ACCEPTED, RETRYING -> waiting ? Verdict.OPENED : Verdict.ON_ITS_WAY;
            case DELIVERING -> Verdict.ON_ITS_WAY;
            case DELIVERED, UNKNOWN -> order.force() ? Verdict.OPENED : Verdict.NEEDS_FORCE;
            case FAILED, SKIPPED, DISCARDED -> Verdict.OPENED;
            case ERASED -> Verdict.ERASED;
        };
    }
}
