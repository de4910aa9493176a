package se.salesbyte.bridge.store;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.store.Outcomes.delivered;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.store.Outcomes.message;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;
import se.salesbyte.bridge.testing.TcpProxy;

/** The connection is lost amidst a commit, before the server sees it or before its answer is there. */
@Timeout(60)
class LostCommitTest {
    private static final Duration LEASE = ofSeconds(60); // no heartbeat comes in between

    private final Database database = Postgresql.database();
    private final TcpProxy network =
            TcpProxy.to(URI.create(database.url().substring("jdbc:".length())).getPort());
    private final RecordedSignals signals = new RecordedSignals();
    private final LeadStore store = LeadStore.postgresql(
            new StoreAddress(database.url(network.port()), Database.USER, Database.PASSWORD, "bridge", "one", LEASE),
            signals,
            1_000_000,
            Clock.systemUTC());

    @AfterEach
    void close() {
        network.goOn();
        store.close();
        network.close();
        database.close();
    }

    @Test
    void tellWhatBecameOfACommitThatWasCutOff() {
        accept("evt-0"); // its statements are known to the server by then
        network.cutAfter("COMMIT");
        assertThatThrownBy(() -> store.accept(List.of(event("form", "evt-1"))).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StoreUnavailableException.class);
        await().untilAsserted(() -> assertThat(signals.lines)
                .filteredOn(line -> line.endsWith("at " + NOON))
                .hasSizeGreaterThanOrEqualTo(2)); // it came to pass
        assertThat(network.cuts()).isEqualTo(1);
        assertThat(done(store.accept(List.of(event("form", "evt-1")))).get(0).duplicate())
                .isTrue();
    }

    @Test
    void doWhatWasNotCommittedAgain() {
        String id = begun("evt-1");
        network.cutBefore("COMMIT");
        assertThat(done(store.settle(delivered(id, "form", 1, message("msg-1", "callback")))))
                .isTrue();
        assertThat(network.cuts()).isEqualTo(1);
        assertThat(store.queries().find(id).orElseThrow().messages()).hasSize(1);
    }

    @Test
    void settleOnceThoughTheAnswerWasLost() {
        String id = begun("evt-1");
        network.cutAfter("COMMIT");
        assertThat(done(store.settle(delivered(id, "form", 1, message("msg-1", "callback")))))
                .isTrue();
        assertThat(network.cuts()).isEqualTo(1);
        assertThat(store.queries().find(id).orElseThrow().messages()).hasSize(1);
    }

    @Test
    void settleWhatAnotherOneLeftBehindThoughTheAnswerWasLost() {
        String id;
        try (LeadStore other = LeadStore.postgresql(
                Replicas.address(database, "other", LEASE), new RecordedSignals(), 1_000_000, Clock.systemUTC())) {
            id = begun(other, "evt-1");
        }
        assertThat(done(store.inDoubt()))
                .extracting(InDoubt::leadId)
                .containsExactly(id); // its statements are known to the server by then
        String second;
        try (LeadStore other = LeadStore.postgresql(
                Replicas.address(database, "other", LEASE), new RecordedSignals(), 1_000_000, Clock.systemUTC())) {
            second = begun(other, "evt-2");
        }
        network.cutAfter("COMMIT");
        assertThat(done(store.inDoubt())).extracting(InDoubt::leadId).containsExactly(second);
        assertThat(network.cuts()).isEqualTo(1);
    }

    private String accept(String eventId) {
        return done(store.accept(List.of(event("form", eventId)))).get(0).leadId();
    }

    private String begun(String eventId) {
        return begun(store, eventId);
    }

    private static String begun(LeadStore by, String eventId) {
        String id = done(by.accept(List.of(event("form", eventId)))).get(0).leadId();
        done(by.claim("form", NOON, 10));
        assertThat(done(by.begin(intent(id, 1)))).isTrue();
        return id;
    }
}
