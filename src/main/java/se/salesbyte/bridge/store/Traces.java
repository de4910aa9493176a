package se.salesbyte.bridge.store;

import java.util.List;

/**
 * Where a person is found, by ids.
 *
 * @param lines of the timelines of other people's leads, where somebody wrote of this person
 * @param runs likewise, of replays
 */
record Traces(List<String> leads, List<String> refused, List<String> replays, List<Long> lines, List<Run> runs) {
    /** One run of a lead. */
    record Run(String leadId, int number) {}

    boolean none() {
        return leads.isEmpty() && refused.isEmpty() && replays.isEmpty() && lines.isEmpty() && runs.isEmpty();
    }
}
