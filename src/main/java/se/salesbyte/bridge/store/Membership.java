package se.salesbyte.bridge.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Who this process is among those that share the store, and whether it still may write. For the writer's thread, but for
 * {@link #owner}.
 */
interface Membership {
    /** Of a process that has the store to itself. */
    Membership ALONE = new Membership() {
        @Override
        public void enter(Session session) {}

        @Override
        public @Nullable String owner() {
            return null;
        }

        @Override
        public @Nullable Mark mark() {
            return null;
        }

        @Override
        public boolean cameToPass(Session session, Mark mark) {
            return false; // it has no mark to ask for
        }

        @Override
        public boolean isFirst(Session session) {
            return true;
        }

        @Override
        public boolean mayPutOut() {
            return false;
        }

        @Override
        public void leave(Session session) {}
    };

    /**
     * A place in the row of commits.
     *
     * @param owner whose
     * @param commits how many it has made with that one
     */
    record Mark(String owner, long commits) {}

    /** The first statement of each transaction: what follows commits only while this process is a member. */
    void enter(Session session) throws SQLException;

    /** The id under which it takes leads in hand, another one after it was put out; null if there is nobody else. */
    @Nullable
    String owner();

    /** The transaction that was entered last; null if nobody could tell later what became of it. */
    @Nullable
    Mark mark();

    /** Whether that transaction was committed. Outside any transaction. */
    boolean cameToPass(Session session, Mark mark) throws SQLException;

    /** Whether nobody has been a member for longer: what one of them is to do for all, that one does. */
    boolean isFirst(Session session) throws SQLException;

    /** Runs that whenever it has become a member once more, under another id; before anything is done under that one. */
    default void whenJoined(Runnable run) {}

    /**
     * Whether it may take others for dead that have said nothing for longer than their lease. Not right after it could not
     * say anything itself: then the store was out of reach for them too.
     */
    boolean mayPutOut();

    /** Gives back what it has in hand, but for what is being sent, and is a member no more once that is committed. */
    void leave(Session session) throws SQLException;

    /** {@link #leave} was committed. */
    default void left() {}
}
