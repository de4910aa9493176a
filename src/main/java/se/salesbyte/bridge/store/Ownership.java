package se.salesbyte.bridge.store;

import java.sql.SQLException;
import java.util.Collection;

/** Who has what in hand, where several replicas share a store; for the writer's thread, in its transaction. */
final class Ownership {
    private Ownership() {}

    /** Those rows of {@code lead} or {@code outbox_message} are ours. */
    static void take(Session session, String table, Collection<String> ids) throws SQLException {
        if (session.owner() != null && !ids.isEmpty()) {
            Bind.to(session.prepare("update " + table + " set owner = ? where id = any(?)"))
                    .text(session.owner())
                    .texts(ids)
                    .update();
        }
    }

    /** Those of them that are ours are nobody's. */
    static void giveBack(Session session, String table, Collection<String> ids) throws SQLException {
        if (session.owner() != null && !ids.isEmpty()) {
            Bind.to(session.prepare("update " + table + " set owner = null where owner = ? and id = any(?)"))
                    .text(session.owner())
                    .texts(ids)
                    .update();
        }
    }

    /** What is due and ours is nobody's, but for those. */
    static void giveBackIdle(Session session, String table, Collection<String> inHand) throws SQLException {
        Bind.to(session.prepare("update " + table
                        + " set owner = null where owner = ? and next_at is not null and not (id = any(?))"))
                .text(session.owner())
                .texts(inHand)
                .update();
    }

    /** All that is ours, but for leads that are being sent, is nobody's. */
    static void giveBackAll(Session session) throws SQLException {
        if (session.owner() != null) {
            giveBackAll(session, session.owner());
        }
    }

    /** Likewise of another one, which is no more. */
    static void giveBackAll(Session session, String owner) throws SQLException {
        Bind.to(session.prepare("update lead set owner = null where owner = ? and next_at is not null"))
                .text(owner)
                .update();
        Bind.to(session.prepare("update outbox_message set owner = null where owner = ? and next_at is not null"))
                .text(owner)
                .update();
    }
}
