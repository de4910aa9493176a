package se.salesbyte.bridge.store;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.store.Outcomes.BEGUN;
import static se.salesbyte.bridge.store.Outcomes.ENDED;
import static se.salesbyte.bridge.store.Outcomes.delivered;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a lead by others than its attempts, and what becomes of it when the lead has moved on. */
@Timeout(30)
class VerdictTest {
    private static final Instant LATER = ENDED.plus(ofMinutes(1));

    private LeadStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = LeadStore.sqlite(folder.resolve("bridge.db"), new RecordedSignals());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void countsTheAsksOfALeadInDoubt() {
        String id = inDoubt("evt-1");
        Unverified first = due(ENDED).get(0);
        assertThat(first.id()).isEqualTo(id);
        assertThat(first.startedAt()).isEqualTo(BEGUN);
        assertThat(give(first, LeadState.UNKNOWN, LATER, null)).isTrue();
        assertThat(due(ENDED)).isEmpty();
        assertThat(store.lookUps(ENDED, 10).join().next()).isEqualTo(LATER);
        assertThat(due(LATER)).extracting(Unverified::answered).containsExactly(1);
    }

    @Test
    void changesNothingOfALeadThatAnotherLookUpHasSettled() {
        inDoubt("evt-1");
        Unverified both = due(ENDED).get(0);
        assertThat(give(both, LeadState.UNKNOWN, LATER, null)).isTrue();
        assertThat(give(both, LeadState.DELIVERED, null, "4711")).isFalse();
        LeadRecord lead = store.queries().find(both.id()).orElseThrow();
        assertThat(lead.lead().state()).isEqualTo(LeadState.UNKNOWN);
        assertThat(lead.timeline()).hasSize(1);
        assertThat(lead.attempts().get(0).answer()).isNull();
    }

    @Test
    void givesOneQuoteToOneLeadOnly() {
        String other = called("evt-1");
        store.settle(delivered(other, "hubspot", 1)).join();
        inDoubt("evt-2");
        Unverified lead = due(ENDED).get(0);
        assertThat(give(lead, LeadState.DELIVERED, null, "4711")).isFalse();
        assertThat(give(lead, LeadState.DELIVERED, null, "4712")).isTrue();
    }

    @Test
    void knowsWhoseQuotesAreWhoseAndWhoIsInDoubt() {
        String owner = called("evt-1");
        store.settle(delivered(owner, "hubspot", 1)).join();
        String doubtful = inDoubt("evt-2");
        String calling = called("evt-3");
        QuoteOwners known = store.queries().owners(List.of("4711", "4712"), NOON);
        assertThat(known.owners()).containsOnlyKeys("4711");
        assertThat(known.owners().get("4711")).isEqualTo(new QuoteOwners.Owner(owner, BEGUN, "target"));
        assertThat(known.inDoubt())
                .extracting(QuoteOwners.InDoubt::leadId)
                .containsExactlyInAnyOrder(doubtful, calling);
        assertThat(store.queries().owners(List.of(), LATER).inDoubt()).isEmpty();
    }

    @Test
    void keepsWhoseAQuoteIsThroughReplayAndErasure() {
        String owner = called("evt-1");
        store.settle(delivered(owner, "hubspot", 1)).join();
        store.replays()
                .one(new ReplayOrder(owner, null, null, List.of(), true, ActedBy.somebody("asked for"), LATER))
                .join();
        assertThat(store.queries().owners(List.of("4711"), NOON).owners().get("4711"))
                .isEqualTo(new QuoteOwners.Owner(owner, BEGUN, "target"));
        store.erase(new Anna(), ActedBy.somebody(null), Instant.EPOCH);
        assertThat(store.queries().owners(List.of("4711"), NOON).owners().get("4711"))
                .isEqualTo(new QuoteOwners.Owner("", null, null));
        inDoubt("evt-2");
        assertThat(give(due(ENDED).get(0), LeadState.DELIVERED, null, "4711")).isFalse();
    }

    @Test
    void givesALeadNoQuoteThatItHadBeforeItWasReplayed() {
        String lead = called("evt-1");
        store.settle(delivered(lead, "hubspot", 1)).join();
        store.replays()
                .one(new ReplayOrder(lead, null, null, List.of(), true, ActedBy.somebody("asked for"), LATER))
                .join();
        store.claim("hubspot", LATER, 10).join();
        store.begin(intent(lead, 2)).join();
        settleInDoubt(lead, 2);
        Unverified again = due(ENDED).get(0);
        assertThat(again.target()).isEqualTo("target");
        assertThat(give(again, LeadState.DELIVERED, null, "4711")).isFalse();
        assertThat(give(again, LeadState.DELIVERED, null, "4712")).isTrue();
        assertThat(store.queries().owners(List.of("4712"), NOON).owners().get("4712"))
                .isEqualTo(new QuoteOwners.Owner(lead, null, null));
    }

    private static final class Anna implements Person {
        @Override
        public boolean is(Customer customer) {
            return Outcomes.ANNA.equals(customer);
        }

        @Override
        public boolean maybe(Customer customer) {
            return false;
        }

        @Override
        public boolean isIn(String source, @Nullable String contentType, byte[] body) {
            return false;
        }

        @Override
        public boolean isIn(String text) {
            return false;
        }
    }

    private boolean give(Unverified lead, LeadState state, @Nullable Instant verifyAt, @Nullable String quote) {
        return store.give(new Verdict(
                        lead.found(),
                        lead.source(),
                        ENDED,
                        state,
                        null,
                        false,
                        verifyAt,
                        true,
                        null,
                        null,
                        quote == null ? null : "{\"id\":" + quote + "}",
                        quote,
                        TimelineKind.LOOKED_UP,
                        TimelineRow.BRIDGE,
                        "looked up",
                        List.of()))
                .join();
    }

    private List<Unverified> due(Instant now) {
        return store.lookUps(now, 10).join().items();
    }

    private String called(String eventId) {
        String id =
                store.accept(List.of(event("hubspot", eventId))).join().get(0).leadId();
        store.claim("hubspot", NOON, 10).join();
        store.begin(intent(id, 1)).join();
        return id;
    }

    private String inDoubt(String eventId) {
        String id = called(eventId);
        settleInDoubt(id, 1);
        return id;
    }

    private void settleInDoubt(String id, int attempt) {
        store.settle(new Settlement(
                        id,
                        "hubspot",
                        attempt,
                        true,
                        BEGUN,
                        ENDED,
                        LeadState.UNKNOWN,
                        null,
                        ENDED,
                        Customer.NOBODY,
                        "unknown-outcome",
                        null,
                        "no answer",
                        "{\"message\":\"no answer\"}",
                        null,
                        null,
                        List.of()))
                .join();
    }
}
