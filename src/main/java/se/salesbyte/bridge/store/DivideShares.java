package se.salesbyte.bridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the share of a replica nearer to an equal one. A smaller share is used before it is written, and a greater one is
 * written before it is used: so the shares in use are never more than the whole. A greater one takes what others have left,
 * no more; each of them gives what it has too much when its own turn comes.
 *
 * <p>Results in whether its share is an equal one now.
 */
final class DivideShares implements Work<Boolean> {
    private static final String TURN = "select id from flow where id = 1";
    private static final String LIVE = "select id, concurrency, part from replica where ended_at is null order by id";
    private static final String GRANT = "update replica set concurrency = ?, part = ? where id = ?";
    private static final double ROUNDING = 1e-9;

    private final SharedFlow flow;
    private final Runnable tellOthers;
    private final boolean first;
    private @Nullable Share granted;
    private boolean concernsOthers;

    /**
     * @param tellOthers run when they may have to divide too
     * @param first whether the others may not know yet that there is one more
     */
    DivideShares(SharedFlow flow, Runnable tellOthers, boolean first) {
        this.flow = flow;
        this.tellOthers = tellOthers;
        this.first = first;
    }

    @Override
    public Boolean run(Session session) throws SQLException {
        granted = null;
        try (ResultSet turn = session.prepareClaiming(TURN).executeQuery()) {
            if (!turn.next()) {
                return false; // another one divides at this moment; waiting here could be for each other
            }
        }
        Division division = read(session);
        Share share = division.share();
        Share written = new Share(Math.max(share.concurrency(), flow.lower(share)), share.part());
        concernsOthers = first || !written.equals(division.before());
        Bind.to(session.prepare(GRANT))
                .number(written.concurrency())
                .real(written.part())
                .text(session.owner())
                .update();
        granted = share;
        return division.isEqual(share);
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public void committed(Boolean settled) {
        if (granted != null) {
            flow.grant(granted);
            if (concernsOthers) {
                tellOthers.run();
            }
        }
    }

    private Division read(Session session) throws SQLException {
        List<String> ids = new ArrayList<>();
        Share before = Share.NONE;
        int concurrency = 0;
        double part = 0;
        try (ResultSet row = session.prepare(LIVE).executeQuery()) {
            while (row.next()) {
                ids.add(row.getString("id"));
                Share share = new Share(row.getInt("concurrency"), row.getDouble("part"));
                if (row.getString("id").equals(session.owner())) {
                    before = share;
                } else {
                    concurrency += share.concurrency();
                    part += share.part();
                }
            }
        }
        return new Division(flow.concurrency(), ids.size(), ids.indexOf(session.owner()), before, concurrency, part);
    }

    /**
     * How all stand.
     *
     * @param total how many leads all may have in hand
     * @param replicas how many there are
     * @param place of this one, the first is 0
     * @param before what this one has by its row
     * @param ofOthers what the others have of the total
     * @param partOfOthers what the others have of each rate
     */
    record Division(int total, int replicas, int place, Share before, int ofOthers, double partOfOthers) {
        /** The one that is ours now. */
        Share share() {
            return equal().atMost(new Share(Math.max(0, total - ofOthers), Math.max(0, 1 - partOfOthers)));
        }

        boolean isEqual(Share share) {
            Share equal = equal();
            return share.concurrency() == equal.concurrency() && share.part() >= equal.part() - ROUNDING;
        }

        private Share equal() {
            int concurrency = total / replicas + (place < total % replicas ? 1 : 0);
            return concurrency == 0 ? Share.NONE : new Share(concurrency, 1.0 / Math.min(replicas, total));
        }
    }
}
