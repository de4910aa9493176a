package se.salesbyte.bridge.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * For how long leads that have ended are kept after the last thing that was done with them, by the state that they ended in.
 *
 * @param all of states that are not named, and of what belongs to no lead; null: for ever
 * @param byState of some states; an empty one: for ever
 */
public record KeepLeads(@Nullable Duration all, Map<LeadState, Optional<Duration>> byState) {
    private static final Set<LeadState> ENDED =
            EnumSet.of(LeadState.DELIVERED, LeadState.FAILED, LeadState.SKIPPED, LeadState.DISCARDED, LeadState.ERASED);

    /** The same for each state. */
    public static KeepLeads all(Duration keep) {
        return new KeepLeads(keep, Map.of());
    }

    /** Whether nothing ever goes. */
    public boolean everything() {
        return all == null && byState.values().stream().allMatch(Optional::isEmpty);
    }

    /** What is old at that time: those that are kept as long as each other together. */
    List<OldLeads> oldAt(Instant now) {
        Map<Duration, Set<LeadState>> states = new TreeMap<>();
        durations().forEach((state, keep) -> states.computeIfAbsent(keep, ignored -> EnumSet.noneOf(LeadState.class))
                .add(state));
        return states.entrySet().stream()
                .map(entry -> new OldLeads(entry.getValue(), now.minus(entry.getKey())))
                .toList();
    }

    /** Before when what belongs to no lead is old at that time; empty for never. */
    Optional<Instant> othersBefore(Instant now) {
        return Optional.ofNullable(all)
                .or(() -> durations().values().stream().max(Comparator.naturalOrder()))
                .map(now::minus);
    }

    private Map<LeadState, Duration> durations() {
        Map<LeadState, Duration> durations = new EnumMap<>(LeadState.class);
        for (LeadState state : ENDED) {
            byState.getOrDefault(state, Optional.ofNullable(all)).ifPresent(keep -> durations.put(state, keep));
        }
        return durations;
    }
}
