package se.salesbyte.bridge.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.store.PausedTarget;

/**
 * Pauses a uuid and quote profile once SalesByte has said so many times in a row that it does not know them or does not
 * let them in: every further lead would fail the same way. In memory: a restart resumes them. Others who share the store
 * pause and resume too. Thread-safe.
 */
final class ConfigurationPauses {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationPauses.class);

    private final int limit;
    private final FlowAlarm alarm;
    private final Clock clock;
    private final ConcurrentMap<Pair, Row> rows = new ConcurrentHashMap<>();
    private volatile Map<String, PausedTarget> ofAll = Map.of();

    private record Pair(String uuid, long quoteProfileId) {
        static Pair of(QuoteTarget target) {
            return new Pair(target.uuid(), target.quoteProfileId());
        }
    }

    /**
     * @param since when it was paused; null if it is not
     * @param known whether others who share the store know it
     */
    private record Row(QuoteTarget target, int failed, @Nullable Instant since, boolean known) {
        boolean isPaused() {
            return since != null;
        }
    }

    /** @param limit {@code salesbyte.configuration-limit} */
    ConfigurationPauses(int limit, FlowAlarm alarm, Clock clock) {
        this.limit = limit;
        this.alarm = alarm;
        this.clock = clock;
    }

    boolean isPaused(QuoteTarget target) {
        Row row = rows.get(Pair.of(target));
        Map<String, PausedTarget> shared = ofAll;
        return (row != null && row.isPaused()) || (!shared.isEmpty() && shared.containsKey(target.fingerprint()));
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
            rows.computeIfPresent(Pair.of(target), (pair, row) -> row.isPaused() ? row : null);
        }
    }

    /**
     * Lets leads go there again.
     *
     * @param profile its name; null for all
     * @return the names of those that were paused
     */
    synchronized List<String> resume(@Nullable String profile) {
        List<String> resumed = paused().stream()
                .map(PausedProfile::profile)
                .filter(name -> profile == null || profile.equals(name))
                .distinct()
                .toList();
        rows.values()
                .removeIf(row -> row.isPaused() && resumed.contains(row.target().name()));
        ofAll = ofAll.values().stream()
                .filter(shared -> !resumed.contains(shared.profile()))
                .collect(Collectors.toUnmodifiableMap(PausedTarget::target, shared -> shared));
        resumed.forEach(name -> LOG.info("Leads go to SalesByte again. profile={}", name));
        return resumed;
    }

    /**
     * Goes by what those who share the store have paused; what only this one has, and has not said yet, stays so.
     *
     * @return whether leads go again somewhere
     */
    synchronized boolean adopt(List<PausedTarget> shared) {
        Map<String, PausedTarget> now =
                shared.stream().collect(Collectors.toUnmodifiableMap(PausedTarget::target, one -> one));
        Map<String, PausedTarget> before = ofAll;
        ofAll = now;
        boolean resumed = !now.keySet().containsAll(before.keySet());
        resumed |= rows.values()
                .removeIf(row -> row.isPaused()
                        && row.known()
                        && !now.containsKey(row.target().fingerprint()));
        return resumed;
    }

    /** Those that are paused now, first ones first. */
    List<PausedProfile> paused() {
        Map<String, PausedProfile> paused = new HashMap<>();
        ofAll.values().forEach(one -> paused.put(one.target(), new PausedProfile(one.profile(), one.since())));
        rows.values().forEach(row -> {
            Instant since = row.since();
            if (since != null) {
                paused.putIfAbsent(
                        row.target().fingerprint(),
                        new PausedProfile(row.target().name(), since));
            }
        });
        return paused.values().stream()
                .sorted(Comparator.comparing(PausedProfile::since))
                .toList();
    }

    private Row first(QuoteTarget target, Instant now) {
        return new Row(target, 1, limit == 1 ? now : null, false);
    }

    private Row next(Row old, Instant now) {
        int failed = old.failed() + 1;
        return new Row(old.target(), failed, old.since() == null && failed >= limit ? now : old.since(), old.known());
    }

    private void tell(Row row, Instant now) {
        LOG.error(
                "SalesByte does not know a profile or does not let it in; its leads wait. Mend salesbyte.uuid,"
                        + " salesbyte.quote-profile-id or salesbyte.url and restart, or resume. profile={} failed={}",
                row.target().name(),
                row.failed());
        alarm.paused(
                new PausedTarget(row.target().fingerprint(), row.target().name(), now),
                row.failed(),
                () -> known(row.target()));
    }

    private void known(QuoteTarget target) {
        rows.computeIfPresent(Pair.of(target), (pair, row) -> new Row(row.target(), row.failed(), row.since(), true));
    }
}
