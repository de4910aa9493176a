package se.salesbyte.bridge.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Notices that the signatures of a source keep failing, as after a secret was changed on one side only: ten refused in a
 * row within ten minutes. Thread-safe.
 */
final class RejectionWatch {
    static final int IN_A_ROW = 10;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final ConcurrentMap<String, Row> rows = new ConcurrentHashMap<>();

    /** A request of the source was verified: the row ends. Says whether it was long enough to be told. */
    boolean verified(String source) {
        Row ended = rows.remove(source);
        return ended != null && ended.wasTold();
    }

    /** A request was refused; says what that makes of the row. */
    Notice refused(String source, Instant at) {
        return rows.computeIfAbsent(source, name -> new Row()).add(at);
    }

    /** What a refused request is worth telling. */
    enum Notice {
        /** The first of a row: a line in the log. */
        FIRST,
        /** The row is long enough, told once a row: a person should know. */
        REJECTING,
        NONE
    }

    private static final class Row {
        private final Deque<Instant> last = new ArrayDeque<>(IN_A_ROW);
        private boolean told;

        synchronized boolean wasTold() {
            return told;
        }

        synchronized Notice add(Instant at) {
            Notice notice = last.isEmpty() ? Notice.FIRST : Notice.NONE;
            if (last.size() == IN_A_ROW) {
                last.removeFirst();
            }
            last.addLast(at);
            if (!told && last.size() == IN_A_ROW && !last.getFirst().isBefore(at.minus(WITHIN))) {
                told = true;
                return Notice.REJECTING;
            }
            return notice;
        }
    }
}
