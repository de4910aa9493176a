package se.salesbyte.bridge.console;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.ActedBy;
import se.salesbyte.bridge.store.TimelineRow;

/** Reads {@code by} and {@code reason}, which every call takes that does something to leads. */
final class WhoAndWhy {
    static final String BY = "by";
    static final String REASON = "reason";

    /** How many attempts whoever acts has seen on the lead. */
    static final String ATTEMPTS = "attempts";

    private static final int MAX_NAME = 80;

    private WhoAndWhy() {}

    static ActedBy of(JsonBody body) {
        return of(body.text(BY), body.text(REASON).orElse(null));
    }

    static ActedBy of(Query query) {
        return of(query.text(BY), query.text(REASON).orElse(null));
    }

    /** Empty if they do not say. */
    static Optional<Integer> attemptsSeen(JsonBody body) {
        return body.number(ATTEMPTS, 0, Integer.MAX_VALUE).stream().boxed().findFirst();
    }

    private static ActedBy of(Optional<String> name, @Nullable String reason) {
        return name.map(given -> new ActedBy(checked(given), reason)).orElseGet(() -> ActedBy.somebody(reason));
    }

    /** It goes into the log, where lines are told apart by their ends, and beside what the bridge did by itself. */
    private static String checked(String name) {
        if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw refused("by must be a name of at most " + MAX_NAME + " characters, in one line");
        }
        if (name.equalsIgnoreCase(TimelineRow.BRIDGE)) {
            throw refused("by must be a person: " + TimelineRow.BRIDGE + " is what happens by itself");
        }
        return name;
    }

    private static CallRefusedException refused(String detail) {
        return new CallRefusedException(JsonProblem.badRequest(detail));
    }
}
