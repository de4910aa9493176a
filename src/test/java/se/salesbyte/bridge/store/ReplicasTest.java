package se.salesbyte.bridge.store;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.store.Outcomes.delivered;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.store.Outcomes.message;
import static se.salesbyte.bridge.store.Outcomes.notCalled;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;
import se.salesbyte.bridge.testing.TcpProxy;

/** Two replicas of one store; the network of the second one can be made to fail. */
@Timeout(60)
class ReplicasTest {
    private static final Duration LEASE = ofSeconds(2);
    private static final Instant LATER = NOON.plusSeconds(600);

    private final Database database = Postgresql.database();
    private final TcpProxy network =
            TcpProxy.to(URI.create(database.url().substring("jdbc:".length())).getPort());
    private final RecordedSignals oneHears = new RecordedSignals();
    private final RecordedSignals otherHears = new RecordedSignals();
    private final LeadStore one =
            LeadStore.postgresql(Replicas.address(database, "one", LEASE), oneHears, 1_000_000, Clock.systemUTC());
    private final LeadStore other = LeadStore.postgresql(
            new StoreAddress(database.url(network.port()), Database.USER, Database.PASSWORD, "bridge", "other", LEASE),
            otherHears,
            1_000_000,
            Clock.systemUTC());

    @AfterEach
    void close() {
        network.goOn();
        one.close();
        other.close();
        network.close();
        database.close();
    }

    @Test
    void handOutEachLeadOnce() {
        Set<String> accepted = new HashSet<>();
        IntStream.range(0, 300).forEach(i -> accepted.add(accept(i % 2 == 0 ? one : other, "evt-" + i)));
        Set<String> claimed = new HashSet<>();
        int count = 0;
        List<CompletableFuture<DueBatch<DueLead>>> claims = IntStream.range(0, 60)
                .mapToObj(i -> (i % 2 == 0 ? one : other).claim("form", LATER, 10))
                .toList();
        for (CompletableFuture<DueBatch<DueLead>> claim : claims) {
            for (DueLead lead : done(claim).items()) {
                claimed.add(lead.id());
                count++;
            }
        }
        assertThat(count).isEqualTo(300);
        assertThat(claimed).isEqualTo(accepted);
    }

    @Test
    void knowADuplicateThatTheOtherOneTook() {
        String id = accept(one, "evt-1");
        assertThat(done(other.accept(List.of(event("form", "evt-1"))))).containsExactly(new Receipt(id, true));
    }

    @Test
    void leaveWhatTheOtherOneHasInHand() {
        String id = claimed(other, "evt-1");
        assertThat(done(one.begin(intent(id, 1)))).isFalse();
        assertThat(done(one.claim("form", LATER, 10)).items()).isEmpty();
        assertThat(done(one.replays()
                        .one(new ReplayOrder(id, null, null, List.of(), true, ActedBy.somebody(null), LATER))))
                .hasValueSatisfying(answer -> assertThat(answer.verdict()).isEqualTo(ReplayAnswer.Verdict.ON_ITS_WAY));
    }

    @Test
    void goOnWithWhatWasGivenBackByOneThatStops() {
        String id = claimed(other, "evt-1");
        String begun = begun(other, "evt-2");
        other.close();
        assertThat(done(one.claim("form", LATER, 10)).items())
                .extracting(DueLead::id)
                .containsExactly(id);
        assertThat(done(one.inDoubt())).extracting(InDoubt::leadId).containsExactly(begun);
    }

    @Test
    void putOutOneThatSaysNothing() {
        String waiting = claimed(other, "evt-1");
        String begun = begun(other, "evt-2");

        network.hold();
        await().untilAsserted(() -> assertThat(oneHears.lines).contains("leads in doubt"));

        assertThat(done(one.inDoubt())).extracting(InDoubt::leadId).containsExactly(begun);
        assertThat(done(one.inDoubt())).as("they are ours now").isEmpty();
        await().untilAsserted(
                        () -> assertThat(done(one.claim("form", LATER, 10)).items())
                                .extracting(DueLead::id)
                                .containsExactly(waiting));
        assertThat(done(one.begin(intent(waiting, 1)))).isTrue();

        network.goOn();
        await().untilAsserted(
                        () -> assertThat(done(other.remember("back", NOON))).isIn(true, false));
        assertThat(done(other.begin(intent(waiting, 1))))
                .as("of one that was put out")
                .isFalse();
        assertThat(done(other.settle(notCalled(waiting, "form", 1, LeadState.RETRYING, LATER))))
                .isFalse();
        assertThat(done(one.settle(delivered(waiting, "form", 1, message("msg-1", "callback")))))
                .isTrue();
    }

    @Test
    void believeTheOneThatMadeTheCall() {
        String id = begun(other, "evt-1");
        network.hold();
        await().untilAsserted(() -> assertThat(oneHears.lines).contains("leads in doubt"));
        assertThat(done(one.inDoubt())).hasSize(1);
        network.goOn();

        assertThat(done(other.settle(delivered(id, "form", 1, message("msg-1", "callback")))))
                .isTrue();
        assertThat(done(one.settle(delivered(id, "form", 1, message("msg-2", "callback")))))
                .isFalse();
        assertThat(one.queries().find(id).orElseThrow().messages())
                .extracting(MessageRow::id)
                .containsExactly("msg-1");
    }

    @Test
    void goOnWithAReplayThatTheOtherOneOpened() {
        List<String> failed = IntStream.range(0, 3)
                .mapToObj(i -> claimed(one, "evt-" + i))
                .peek(id -> done(one.settle(notCalled(id, "form", 1, LeadState.FAILED, null))))
                .toList();
        Clock clock = Clock.fixed(LATER, ZoneOffset.UTC);
        one.replays().start(1, clock);
        other.replays().start(1, clock);
        done(one.replays()
                .open(new NewReplay(
                        "01KJQ000000000000000000001",
                        LeadState.FAILED,
                        null,
                        null,
                        null,
                        null,
                        false,
                        ActedBy.somebody(null),
                        3L,
                        LATER)));
        Set<String> delivered = new HashSet<>();
        await().untilAsserted(() -> {
            for (DueLead lead : done(other.claim("form", LATER, 10)).items()) { // the first one settles nothing
                assertThat(done(other.begin(intent(lead.id(), 2)))).isTrue();
                done(other.settle(delivered(lead.id(), "form", 2, message("m-" + lead.id(), "callback"))));
                delivered.add(lead.id());
            }
            assertThat(delivered).containsExactlyInAnyOrderElementsOf(failed);
        });
    }

    private static String accept(LeadStore store, String eventId) {
        return done(store.accept(List.of(event("form", eventId)))).get(0).leadId();
    }

    private static String claimed(LeadStore store, String eventId) {
        String id = accept(store, eventId);
        assertThat(done(store.claim("form", NOON, 10)).items())
                .extracting(DueLead::id)
                .containsExactly(id);
        return id;
    }

    private static String begun(LeadStore store, String eventId) {
        String id = claimed(store, eventId);
        assertThat(done(store.begin(intent(id, 1)))).isTrue();
        return id;
    }
}
