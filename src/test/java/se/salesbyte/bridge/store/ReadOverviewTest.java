package se.salesbyte.bridge.store;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.store.Outcomes.BEGUN;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadOverviewTest {
    @TempDir
    Path folder;

    private LeadStore store;
    private ReadOverview overview;
    private int events;

    @BeforeEach
    void open() {
        store = LeadStore.sqlite(folder.resolve("bridge.db"), new RecordedSignals());
        overview = store.overview();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void countsLeadsByStateNowAndHeldOnesApart() {
        accept(NOON.minus(ofDays(30)));
        begun(NOON);
        done(store.settle(Outcomes.retrying(begun(NOON), "form", 1, NOON)));
        done(store.settle(Outcomes.delivered(begun(NOON), "form", 1)));
        held("too-old");
        held("possible-duplicate");
        fail(422, "{}");
        OverviewNumbers numbers = overview.read(NOON);
        assertThat(numbers.now())
                .isEqualTo(Map.of(
                        LeadState.ACCEPTED, 1L,
                        LeadState.DELIVERING, 1L,
                        LeadState.RETRYING, 1L,
                        LeadState.FAILED, 1L,
                        LeadState.UNKNOWN, 0L));
        assertThat(numbers.held()).isEqualTo(2);
        assertThat(Optional.ofNullable(numbers.oldestUnfinished()).map(LeadRow::receivedAt))
                .hasValue(NOON.minus(ofDays(30)));
    }

    @Test
    void drawsTheDayByHoursAndTheWeekByQuartersOfADay() {
        accept(NOON.minus(ofHours(27 * 6)).minusMillis(1)); // before the week
        accept(NOON.minus(ofHours(27 * 6)));
        accept(NOON.minus(ofHours(23)).minusMillis(1)); // before the day
        accept(NOON.minus(ofHours(23)));
        accept(NOON.minus(ofMinutes(1)));
        accept(NOON.plus(ofMinutes(5)));
        OverviewNumbers numbers = overview.read(NOON.plus(ofMinutes(10)));
        assertThat(numbers.day().from()).isEqualTo(NOON.minus(ofHours(23)));
        assertThat(numbers.day().states()).containsOnlyKeys(LeadState.ACCEPTED);
        assertThat(numbers.day().states().get(LeadState.ACCEPTED))
                .hasSize(24)
                .startsWith(1, 0)
                .endsWith(0, 1, 1);
        assertThat(numbers.week().from()).isEqualTo(NOON.minus(ofHours(27 * 6)));
        assertThat(numbers.week().states().get(LeadState.ACCEPTED))
                .hasSize(28)
                .startsWith(1, 0)
                .endsWith(2, 0, 0, 1, 1);
        assertThat(numbers.received()).isEqualTo(Map.of("form", 3L));
    }

    @Test
    void seesWhatBecameOfAnOldLeadAndWhatCameSince() {
        String old = begun(NOON.minus(ofDays(2)));
        assertThat(week(NOON, LeadState.DELIVERING)).isEqualTo(1);
        done(store.settle(Outcomes.delivered(old, "form", 1)));
        accept(NOON.plusSeconds(30));
        accept(NOON.plus(ofHours(3)));
        Instant later = NOON.plus(ofHours(4));
        assertThat(week(later, LeadState.DELIVERED)).isEqualTo(1);
        assertThat(week(later, LeadState.ACCEPTED)).isEqualTo(2);
        assertThat(overview.read(later).received()).isEqualTo(Map.of("form", 2L));
        assertThat(week(NOON.plus(ofDays(8)), LeadState.DELIVERED)).isZero();
    }

    @Test
    void ranksLatenciesToThreeHundredthsAndEachOnce() {
        assertThat(overview.read(NOON).latency()).isEqualTo(new Latency(null, null, null));
        for (int i = 0; i < 20; i++) {
            done(store.settle(Outcomes.delivered(begun(NOON), "form", 1))); // ended two seconds later
        }
        done(store.settle(Outcomes.delivered(begun(NOON.minus(ofHours(2))), "form", 1)));
        for (Instant at : List.of(NOON.plusSeconds(3), NOON.plusSeconds(60), NOON.plusSeconds(61))) {
            Latency latency = overview.read(at).latency();
            assertThat(latency.p50()).isBetween(1_940L, 2_000L);
            assertThat(latency.p95()).isBetween(1_940L, 2_000L);
            assertThat(latency.p99()).isBetween(6_984_000L, 7_202_000L);
        }
        assertThat(overview.read(NOON.plus(ofDays(2))).latency().p50()).isNull();
    }

    @Test
    void groupsWhatNeedsAPersonByItsCause() {
        String email = "{\"reason\":\"rejected\",\"errors\":{\"customer_phone\":[\"x\"],\"customer_email\":[\"y\"]}}";
        fail(422, email);
        fail(422, email);
        String newest = fail(422, email);
        fail(404, "{\"reason\":\"rejected\",\"errors\":[\"odd\"]}");
        fail(404, null);
        String unknown = begun(NOON);
        done(store.settle(outcome(unknown, LeadState.UNKNOWN, null, null)));
        String held = held("too-old");
        OverviewNumbers numbers = overview.read(NOON);
        assertThat(numbers.attention())
                .containsExactly(
                        new Attention("unknown", "form", "rejected", null, List.of(), 1, unknown, NOON),
                        new Attention(
                                "failed",
                                "form",
                                "rejected",
                                422,
                                List.of("customer_email", "customer_phone"),
                                3,
                                newest,
                                NOON),
                        numbers.attention().get(2),
                        new Attention("too-old", "form", null, null, List.of(), 1, held, NOON));
        assertThat(numbers.attention().get(2).leads()).isEqualTo(2);
        assertThat(numbers.attention().get(2).fields()).isEmpty();
        assertThat(numbers.attentionCut()).isFalse();
    }

    @Test
    void filtersTheListByReasonAndByWhatKeepsALeadBack() {
        String failed = fail(422, null);
        String old = held("too-old");
        held("quiet-hours");
        assertThat(listed("rejected", null)).containsExactly(failed);
        assertThat(listed("exhausted", null)).isEmpty();
        assertThat(listed(null, "too-old")).containsExactly(old);
        assertThat(listed("rejected", "too-old")).isEmpty();
    }

    @Test
    void countsCommitsThatChangeSomething() {
        long before = overview.changes();
        accept(NOON);
        long accepted = overview.changes();
        assertThat(accepted).isGreaterThan(before);
        done(store.claim("form", NOON.minusSeconds(1), 1));
        assertThat(overview.changes()).isEqualTo(accepted);
    }

    private long week(Instant now, LeadState state) {
        return Arrays.stream(overview.read(now).week().states().getOrDefault(state, new long[0]))
                .sum();
    }

    private List<String> listed(@Nullable String reason, @Nullable String waiting) {
        return store.queries().list(new LeadFilter(null, null, null, null, null, null, 10, reason, waiting)).stream()
                .map(LeadRow::id)
                .toList();
    }

    private String accept(Instant at) {
        return done(store.accept(List.of(event("form", "evt-" + ++events, at))))
                .get(0)
                .leadId();
    }

    private String begun(Instant at) {
        String id = accept(at);
        assertThat(done(store.begin(intent(id, 1)))).isTrue();
        return id;
    }

    private String held(String waiting) {
        String id = accept(NOON);
        DueLead lead = done(store.claim("form", NOON, 100)).items().stream()
                .filter(due -> due.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(done(store.hold(lead, waiting, null, NOON))).isTrue();
        return id;
    }

    private String fail(int status, @Nullable String failure) {
        String id = begun(NOON);
        done(store.settle(outcome(id, LeadState.FAILED, status, failure)));
        return id;
    }

    private static Settlement outcome(String id, LeadState state, @Nullable Integer status, @Nullable String failure) {
        return new Settlement(
                id,
                "form",
                1,
                true,
                BEGUN,
                BEGUN,
                state,
                null,
                null,
                Customer.NOBODY,
                "rejected",
                status,
                "detail",
                failure,
                null,
                null,
                List.of());
    }
}
