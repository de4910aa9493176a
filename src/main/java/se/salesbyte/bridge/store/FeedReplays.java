package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts the next few leads of the oldest replay that runs, and moves its position with them. Looks at a bounded number
 * of leads, however few of them are wanted. Results in whether there may be more to do at once.
 */
final class FeedReplays implements Work<Boolean> {
    private static final int WINDOW = 1000;

    private static final String STARTED =
            """
            select count(*) as leads from lead
             where priority = 2 and state in ('accepted', 'delivering')
               and exists (select 1 from run
                            where run.lead_id = lead.id and run.number = lead.run and run.replay_id = ?)""";
    private static final String REPLAY =
            "select id, opened_by, reason, position, lead_state, text, source, last_id from replay where state = 'running' order by id limit 1";
    private static final String LEADS =
            """
            select id, source, run, salesbyte_id,
                   state = ? and (waiting is not null or state not in ('accepted', 'retrying'))
                   and source = coalesce(cast(? as text), source)
                   and (cast(? as text) is null or %s) as wanted
              from lead where %s and id > ? and id <= ? order by id limit\s"""
                    + WINDOW;
    private static final String STILL = "select 1 from lead where id = ? and run = ? and state = ? and owner is null";
    private static final String PROGRESS =
            """
            update replay set position = ?, started = started + ?, state = ?, ended_at = ? where id = ?""";

    private final int atOnce;
    private final Instant at;
    private final Set<String> assigned;
    private final StoreSignals signals;
    private final List<Wanted> wanted = new ArrayList<>();
    private boolean looked;
    private boolean running;
    private boolean wrote;
    private boolean full;
    private int seen;
    private String position = "";

    /** @param atOnce how many that were started may wait for their outcome */
    FeedReplays(int atOnce, Instant at, Set<String> assigned, StoreSignals signals) {
        this.atOnce = atOnce;
        this.at = at;
        this.assigned = assigned;
        this.signals = signals;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        String id;
        ActedBy by;
        try (ResultSet replay = Bind.to(session.prepareLocking(REPLAY)).query()) {
            running = replay.next();
            looked = true;
            if (!running) {
                return false;
            }
            id = replay.getString("id");
            int room = atOnce - started(session, id);
            if (room <= 0) {
                return false;
            }
            by = new ActedBy(replay.getString("opened_by"), replay.getString("reason"));
            position = replay.getString("position");
            look(session, replay, room);
        }
        for (Iterator<Wanted> each = wanted.iterator(); each.hasNext(); ) {
            Wanted lead = each.next();
            if (isStillSo(session, lead)) {
                new OpenRun(null, List.of(), by, id, at).of(session, lead.id, lead.run, lead.salesbyteId);
            } else {
                each.remove();
            }
        }
        wrote = true;
        boolean done = !full && seen < WINDOW;
        Bind.to(session.prepare(PROGRESS))
                .text(position)
                .number(wanted.size())
                .text((done ? ReplayState.DONE : ReplayState.RUNNING).word())
                .time(done ? at : null)
                .text(id)
                .update();
        return !full;
    }

    /** Whether it has looked, and no replay runs. */
    boolean foundNone() {
        return looked && !running;
    }

    @Override
    public boolean writes() {
        return wrote;
    }

    @Override
    public void committed(Boolean more) {
        Set<String> sources = new LinkedHashSet<>();
        wanted.forEach(lead -> sources.add(lead.source));
        sources.forEach(source -> signals.leadDue(source, at));
    }

    @Override
    public void undone() {
        wanted.clear();
        looked = false;
        wrote = false;
        full = false;
        seen = 0;
    }

    /** How many leads of that replay wait for their outcome. Others do not count: one that is ended holds up none. */
    private static int started(Session session, String id) throws SQLException {
        try (ResultSet row = Bind.to(session.prepare(STARTED)).text(id).query()) {
            return row.next() ? row.getInt("leads") : 0;
        }
    }

    /** Another replica may have taken it in hand since it was looked at. */
    private static boolean isStillSo(Session session, Wanted lead) throws SQLException {
        try (ResultSet row = Bind.to(session.prepareLocking(STILL))
                .text(lead.id)
                .number(lead.run)
                .text(lead.state.word())
                .query()) {
            return row.next();
        }
    }

    private void look(Session session, ResultSet replay, int room) throws SQLException {
        LeadState state = LeadState.of(replay.getString("lead_state"));
        String given = replay.getString("text");
        SearchText text = given == null ? null : SearchText.of(given);
        Bind bind = Bind.to(session.prepare(leads(state)))
                .text(state.word())
                .text(replay.getString("source"))
                .text(given);
        SearchText.bind(bind, text);
        try (ResultSet lead =
                bind.text(position).text(replay.getString("last_id")).query()) {
            while (!full && lead.next()) {
                seen++;
                position = lead.getString("id");
                if (lead.getBoolean("wanted") && !assigned.contains(position)) {
                    wanted.add(new Wanted(
                            position,
                            lead.getString("source"),
                            state,
                            lead.getInt("run"),
                            lead.getString("salesbyte_id")));
                    full = wanted.size() == room;
                }
            }
        }
    }

    /** Of states that few leads are in only these are looked at; of the others, all. */
    static String leads(LeadState state) {
        return LEADS.formatted(SearchText.CONDITION, LeadQueries.isIndexed(state) ? LeadQueries.isIn(state) : "true");
    }

    private record Wanted(String id, String source, LeadState state, int run, @Nullable String salesbyteId) {}
}
