package se.salesbyte.bridge.store;

import com.github.f4b6a3.ulid.Ulid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lead ids sort by the time of receipt: where a time lies among them. */
final class LeadIds {
    /** Sorts after every id. */
    static final String AFTER_ALL = "~";

    private LeadIds() {}

    /** The lowest that a lead received at that time can have. */
    static String firstAt(Instant time) {
        return Ulid.min(Math.max(0, time.toEpochMilli())).toString();
    }

    /** When the lead of that id was received. */
    static Instant timeOf(String id) {
        return Ulid.from(id).getInstant();
    }

    /** The highest that a lead received before that time can have; sorts before every id if there is none. */
    static String lastBefore(@Nullable Instant time) {
        return time == null || time.toEpochMilli() <= 0
                ? ""
                : Ulid.max(time.toEpochMilli() - 1).toString();
    }
}
