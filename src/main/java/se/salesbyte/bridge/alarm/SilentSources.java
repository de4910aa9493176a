package se.salesbyte.bridge.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.notification.SystemEvent;
import se.salesbyte.bridge.store.AlarmRow;
import se.salesbyte.bridge.store.HourCount;
import se.salesbyte.bridge.store.LeadStore;

/**
 * Sources that are silent against their own {@link Rhythm}. Holidays it does not know: a source that is busy on weekdays may
 * be called silent on one. Hours in which the bridge was not there count for nobody's silence.
 */
final class SilentSources implements Rule {
    private static final String TYPE = "source.silent";
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration LEAST = Duration.ofMinutes(15);

    private final LeadStore store;
    private final Predicate<String> isRunning;
    private final Duration once;
    private final ZoneId zone;
    private final CountHours hours;
    private final Map<String, Learnt> learnt = new HashMap<>();
    private @Nullable Instant lookedAt;

    /** @param hour until which it was learnt */
    private record Learnt(long hour, Rhythm rhythm) {}

    /** @param once in which a source is silent by chance once at most */
    SilentSources(LeadStore store, Predicate<String> isRunning, Duration once, ZoneId zone) {
        this.store = store;
        this.isRunning = isRunning;
        this.once = once;
        this.zone = zone;
        this.hours = new CountHours(store.watching());
    }

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public Finding look(Instant now, Map<String, AlarmRow> standing) {
        Instant before = lookedAt;
        if (before != null && !now.isBefore(before) && now.isBefore(before.plus(PAUSE))) {
            return Finding.unchanged(standing);
        }
        hours.look(now);
        lookedAt = now;
        List<SystemEvent> wrong = new ArrayList<>();
        Set<String> still = new HashSet<>();
        store.queries().lastEvents().forEach((source, last) -> {
            AlarmRow alarm = standing.get(TYPE + " " + source);
            if (alarm == null) {
                look(source, last, now, wrong);
            } else if (isRunning.test(source) && (last == null || !last.isAfter(alarm.beganAt()))) {
                still.add(alarm.topic());
            }
        });
        return new Finding(wrong, still);
    }

    private void look(String source, @Nullable Instant last, Instant now, List<SystemEvent> wrong) {
        if (last == null || now.isBefore(last.plus(LEAST)) || !isRunning.test(source)) {
            return;
        }
        Rhythm rhythm = rhythm(source, last);
        double missing = rhythm.expected(last, now, hours::wasThere);
        if (missing >= rhythm.missingForSilence(once)) {
            wrong.add(silent(source, last, now, Math.round(missing)));
        }
    }

    private Rhythm rhythm(String source, Instant last) {
        long hour = HourCount.hourOf(last);
        Learnt known = learnt.get(source);
        if (known == null || known.hour != hour) {
            known = new Learnt(hour, Rhythm.of(hours.of(source), last, zone));
            learnt.put(source, known);
        }
        return known.rhythm;
    }

    private static SystemEvent silent(String source, Instant last, Instant now, long missing) {
        return new SystemEvent(
                TYPE,
                source,
                source,
                last,
                source + " is silent",
                String.format(
                        Locale.ROOT,
                        "nothing has come from %s for %s, in which about %d events are usual",
                        source,
                        Plain.of(Duration.between(last, now)),
                        missing),
                "see at the sender whether its webhook is still on and what it is answered; on a holiday this may be as it"
                        + " should",
                "/sources/" + source,
                Map.of("source", source, "missing", missing));
    }

    @Override
    public SystemEvent over(AlarmRow alarm, Instant now) {
        String source = alarm.subject();
        return new SystemEvent(
                "source.heard",
                source,
                source,
                alarm.since(),
                source + " is heard again",
                isRunning.test(source)
                        ? "events of " + source
                                + " come again; what its sender did not send meanwhile is for you to fetch"
                        : source + " has no running route any more, so nothing is expected of it",
                null,
                "/sources/" + source,
                Map.of("source", source));
    }
}
