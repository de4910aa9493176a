package se.salesbyte.bridge.delivery;

import java.time.Instant;

/** A while in which nothing goes. It is over as well when the clock is set back before its beginning. */
record Shut(Instant from, Instant until) {
    boolean isOver(Instant now) {
        return !now.isBefore(until) || now.isBefore(from);
    }
}
