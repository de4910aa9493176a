package se.salesbyte.bridge.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.salesbyte.bridge.notification.SystemEvent;
import se.salesbyte.bridge.store.AlarmRow;

/** That the disk of the data folder runs full, before the store cannot write. Over once there is a fifth more than needed. */
final class FullDisk implements Rule {
    private static final String TYPE = "disk.full";
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final Duration LOOKED_BACK = Duration.ofHours(6);
    private static final Duration LEAST = Duration.ofHours(1);
    private static final Duration FAR = Duration.ofDays(30);

    private final DiskSpace disk;
    private final long needed;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, long free) {}

    FullDisk(DiskSpace disk, long needed) {
        this.disk = disk;
        this.needed = needed;
    }

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public Finding look(Instant now, Map<String, AlarmRow> standing) {
        long free = disk.free();
        remember(new Sample(now, free));
        long enough = standing.isEmpty() ? needed : needed + needed / 5;
        return free >= enough
                ? new Finding(List.of(), Set.of())
                : new Finding(List.of(full(free, now)), standing.keySet());
    }

    private void remember(Sample sample) {
        if (!samples.isEmpty() && sample.at.isBefore(samples.getLast().at.plus(BETWEEN))) {
            return;
        }
        samples.addLast(sample);
        while (samples.getFirst().at.isBefore(sample.at.minus(LOOKED_BACK))) {
            samples.removeFirst();
        }
    }

    /** When nothing is left, if it goes on as in the last hours; empty if it has not become less all the time. */
    private Optional<Duration> left(Instant now, long free) {
        Sample first = samples.getFirst();
        Duration span = Duration.between(first.at, now);
        if (span.compareTo(LEAST) < 0 || free >= first.free || !isFalling()) {
            return Optional.empty();
        }
        double seconds = (double) free * span.toSeconds() / (first.free - free);
        return seconds > FAR.toSeconds() ? Optional.empty() : Optional.of(Duration.ofSeconds((long) seconds));
    }

    private boolean isFalling() {
        long before = Long.MAX_VALUE;
        for (Sample sample : samples) {
            if (sample.free > before) {
                return false;
            }
            before = sample.free;
        }
        return true;
    }

    private SystemEvent full(long free, Instant now) {
        String soon = left(now, free)
                .map(left -> ", and at the pace of the last hours nothing in " + Plain.of(left))
                .orElse("");
        return new SystemEvent(
                TYPE,
                "",
                "",
                now,
                "The disk is nearly full: " + Plain.ofBytes(free) + " left",
                "the disk of the data folder has " + Plain.ofBytes(free) + " left" + soon
                        + "; once it is full, events are refused and their senders asked to wait",
                "make room, move the data folder to a larger disk, or set bridge.retention",
                "/",
                Map.of("freeBytes", free, "neededBytes", needed));
    }

    @Override
    public SystemEvent over(AlarmRow alarm, Instant now) {
        return new SystemEvent(
                "disk.recovered",
                "",
                "",
                alarm.since(),
                "The disk has room again",
                "the disk of the data folder has enough left again",
                null,
                "/",
                Map.of());
    }
}
