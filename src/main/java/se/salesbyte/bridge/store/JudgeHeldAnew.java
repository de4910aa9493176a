package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a few of the leads that are held back due, behind fresh ones, so that they are judged anew; but for those of which
 * the same would come.
 */
final class JudgeHeldAnew implements Work<Sweep.Part<JudgeHeldAnew.Held>> {
    /** Along the index, and past it only what comes after: a sweep of many must not read them again for each step. */
    static final String NEXT =
            """
            select waiting, id, source from lead
             where waiting is not null and (waiting, id) > (?, ?) order by waiting, id limit ?""";

    private static final String DUE =
            """
            update lead set next_at = ?, priority = case priority when 0 then 1 else priority end, waiting = nullif(waiting, 'possible-duplicate')
             where id = ? and state in ('accepted', 'retrying') and waiting is not null
               and not (waiting = 'possible-duplicate' and ? = 1)
               and not (waiting = 'too-old' and coalesce(received_at < ?, false))""";

    private final Instant at;
    private final Held after;
    private final @Nullable String only;
    private final HoldRules rules;
    private final StoreSignals signals;
    private final Set<String> sources = new HashSet<>();

    /** A held lead's place in the index. */
    record Held(String waiting, String id) {
        /** Before the first one that is held for that reason; null for any. */
        static Held before(@Nullable String waiting) {
            return new Held(waiting == null ? "" : waiting, "");
        }
    }

    /** @param only why they are held, in a word of the contract; null for whatever reason */
    JudgeHeldAnew(Instant at, Held after, @Nullable String only, HoldRules rules, StoreSignals signals) {
        this.at = at;
        this.after = after;
        this.only = only;
        this.rules = rules;
        this.signals = signals;
    }

    @Override
    public Sweep.Part<Held> run(Session session) throws SQLException {
        List<Held> held = next(session);
        Duration maxAge = rules.maxAge();
        int changed = 0;
        for (Held each : held) {
            changed += Bind.to(session.prepare(DUE))
                    .time(at)
                    .text(each.id())
                    .number(rules.duplicates() ? 1 : 0)
                    .time(maxAge == null ? null : at.minus(maxAge))
                    .update();
        }
        return new Sweep.Part<>(changed, held.size() < Sweep.STEP ? null : held.get(held.size() - 1));
    }

    @Override
    public void committed(Sweep.Part<Held> part) {
        sources.forEach(source -> signals.leadDue(source, at));
    }

    private List<Held> next(Session session) throws SQLException {
        List<Held> held = new ArrayList<>();
        try (ResultSet row = Bind.to(session.prepare(NEXT))
                .text(after.waiting())
                .text(after.id())
                .number(Sweep.STEP)
                .query()) {
            while (row.next() && (only == null || only.equals(row.getString("waiting")))) {
                held.add(new Held(row.getString("waiting"), row.getString("id")));
                sources.add(row.getString("source"));
            }
        }
        return held;
    }
}
