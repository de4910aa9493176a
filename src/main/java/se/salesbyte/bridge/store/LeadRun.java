package se.salesbyte.bridge.store;

import org.jspecify.annotations.Nullable;

/**
 * Which of a lead's runs this is: each replay opens one.
 *
 * @param number counted from 1
 * @param attemptsBefore how many attempts the retry schedule does not count, as it began anew after them
 * @param fields what a person changed of the mapped fields, as JSON; null if nothing
 */
public record LeadRun(int number, int attemptsBefore, @Nullable String fields) {
    /** The one that each lead begins with. */
    public static final LeadRun FIRST = new LeadRun(1, 0, null);

    /**
     * Whether a person wants the lead sent, whatever its age and whoever it resembles: by a replay, or by saying that it
     * was not created, by which alone the schedule of the first run begins anew.
     */
    public boolean insisted() {
        return number > 1 || attemptsBefore > 0;
    }
}
