package se.salesbyte.bridge.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses a uuid and quote profile once SalesByte has said so many times in a row that it does not know them or does not
 * let them in: every further lead would fail the same way. In memory: a restart resumes them. Thread-safe.
 */
final class ConfigurationPauses {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationPauses.class);

    private final int limit;
    private final FlowAlarm alarm;
    private final Clock clock;
    private final ConcurrentMap<Pair, Row> rows = new ConcurrentHashMap<>();

    private record Pair(String uuid, long quoteProfileId) {
        static Pair of(QuoteTarget target) {
            return new Pair(target.uuid(), target.quoteProfileId());
        }
    }

    /** @param since when it was paused; null if it is not */
    private record Row(String profile, int failed, @Nullable Instant since) {}

    /** @param limit {@code salesbyte.configuration-limit} */
    ConfigurationPauses(int limit, FlowAlarm alarm, Clock clock) {
        this.limit = limit;
        this.alarm = alarm;
        this.clock = clock;
    }

    boolean isPaused(QuoteTarget target) {
        Row row = rows.get(Pair.of(target));
        return row != null && row.since() != null;
    }

    /** A call there came to that. No answer says nothing; any other one but such a failure begins the row anew. */
    void ended(QuoteTarget target, Outcome outcome) {
        Failure failure = outcome.failure();
        if (failure != null && failure.reason() == FailureReason.CONFIGURATION) {
            Instant now = clock.instant();
            Row row = rows.merge(Pair.of(target), first(target, now), (old, one) -> next(old, now));
            if (row.failed() == limit) {
                tell(row, now);
            }
        } else if (outcome.status() != null && !rows.isEmpty()) {
            rows.computeIfPresent(Pair.of(target), (pair, row) -> row.since() == null ? null : row);
        }
    }

    /**
     * Lets leads go there again.
     *
     * @param profile its name; null for all
     * @return the names of those that were paused
     */
    List<String> resume(@Nullable String profile) {
        List<String> resumed = paused().stream()
                .map(PausedProfile::profile)
                .filter(name -> profile == null || profile.equals(name))
                .distinct()
                .toList();
        rows.values().removeIf(row -> row.since() != null && resumed.contains(row.profile()));
        resumed.forEach(name -> LOG.info("Leads go to SalesByte again. profile={}", name));
        return resumed;
    }

    /** Those that are paused now, first ones first. */
    List<PausedProfile> paused() {
        return rows.values().stream()
                .flatMap(ConfigurationPauses::paused)
                .sorted(Comparator.comparing(PausedProfile::since))
                .toList();
    }

    private static Stream<PausedProfile> paused(Row row) {
        Instant since = row.since();
        return since == null ? Stream.empty() : Stream.of(new PausedProfile(row.profile(), since));
    }

    private Row first(QuoteTarget target, Instant now) {
        return new Row(target.name(), 1, limit == 1 ? now : null);
    }

    private Row next(Row old, Instant now) {
        int failed = old.failed() + 1;
        return new Row(old.profile(), failed, old.since() == null && failed >= limit ? now : old.since());
    }

    private void tell(Row row, Instant now) {
        LOG.error(
                "SalesByte does not know a profile or does not let it in; its leads wait. Mend salesbyte.uuid,"
                        + " salesbyte.quote-profile-id or salesbyte.url and restart, or resume. profile={} failed={}",
                row.profile(),
                row.failed());
        alarm.paused(row.profile(), row.failed(), now);
    }
}
