package se.salesbyte.bridge.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How all leads stand.
 *
 * @param changes how many commits had changed something since the start
 * @param now how many leads there are in the states that are not final or need a person, without those kept back
 * @param held how many are kept back
 * @param latency of what was delivered since {@code day} began, to three hundredths
 * @param oldestUnfinished the oldest lead that is still to be delivered; null if there is none
 * @param attention leads that need a person, by cause
 * @param attentionCut whether only the newest of a kind were looked at
 * @param received how many leads each source had since {@code day} began
 * @param refused how many requests of each source were refused since then, and are kept
 * @param lastEvents when each source had its last event; null if it had none
 * @param replays those of many that run
 * @param alarms those that stand, the oldest first
 * @param replicas those that run, the first one first; none if nobody shares the store
 */
public record OverviewNumbers(
        long changes,
        Map<LeadState, Long> now,
        long held,
        Chart day,
        Chart week,
        Latency latency,
        @Nullable LeadRow oldestUnfinished,
        List<Attention> attention,
        boolean attentionCut,
        Map<String, Long> received,
        Map<String, Long> refused,
        Map<String, @Nullable Instant> lastEvents,
        List<ReplayRow> replays,
        List<AlarmRow> alarms,
        List<ReplicaRow> replicas) {
    /** Of each kind of {@code attention} so many leads are looked at. */
    public static final int MOST_ATTENTION = GroupAttention.MOST;

    /**
     * Leads by the time of their receipt.
     *
     * @param from when the first number begins
     * @param each how long each one counts
     * @param states those that occur, with their numbers, oldest first; the last one is of the time that runs
     */
    public record Chart(Instant from, Duration each, Map<LeadState, long[]> states) {}
}
