package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a few of the leads that are held for one reason due; results in the last one's id, empty if none is left. */
final class JudgeAnew implements Work<Optional<String>> {
    private static final int STEP = 500;
    private static final String HELD =
            """
            select id, source from lead
             where waiting = ? and id > ? and state in ('accepted', 'retrying') order by id limit ?""";
    private static final String DUE = "update lead set next_at = ? where id = ?";

    private final String waiting;
    private final String after;
    private final Instant at;
    private final StoreSignals signals;
    private final Set<String> sources = new HashSet<>();

    JudgeAnew(String waiting, String after, Instant at, StoreSignals signals) {
        this.waiting = waiting;
        this.after = after;
        this.at = at;
        this.signals = signals;
    }

    @Override
    public Optional<String> run(Session session) throws SQLException {
        List<String> held = new ArrayList<>();
        try (ResultSet row = Bind.to(session.prepare(HELD))
                .text(waiting)
                .text(after)
                .number(STEP)
                .query()) {
            while (row.next()) {
                held.add(row.getString("id"));
                sources.add(row.getString("source"));
            }
        }
        for (String id : held) {
            Bind.to(session.prepare(DUE)).time(at).text(id).update();
        }
        return held.size() < STEP ? Optional.empty() : Optional.of(held.get(held.size() - 1));
    }

    @Override
    public void committed(Optional<String> last) {
        sources.forEach(source -> signals.leadDue(source, at));
    }
}
