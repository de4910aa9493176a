package se.salesbyte.bridge.store;

import org.jspecify.annotations.Nullable;

/**
 * Whose hand does something to a lead, and why; for the timeline.
 *
 * @param name as they gave it; {@link TimelineRow#PERSON} if they gave none
 * @param reason in their words; null if they gave none
 */
public record ActedBy(String name, @Nullable String reason) {
    /** A person who gave no name. */
    public static ActedBy somebody(@Nullable String reason) {
        return new ActedBy(TimelineRow.PERSON, reason);
    }

    /** What was done, with the reason behind it. */
    public String detail(String done) {
        return reason == null ? done : done + "; reason: " + reason;
    }

    /** The same with nothing that names that person. */
    ActedBy without(Person person) {
        return new ActedBy(
                person.isIn(name) ? TimelineRow.PERSON : name, reason == null || person.isIn(reason) ? null : reason);
    }
}
