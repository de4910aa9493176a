package se.salesbyte.bridge.store;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.store.Outcomes.message;
import static se.salesbyte.bridge.testing.Events.NOON;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;
import se.salesbyte.bridge.testing.TcpProxy;

/** What one replica finds, people are told of once, and the others go by. */
@Timeout(60)
class AgreementsTest {
    private static final String TOPIC = "salesbyte.unavailable";
    private static final PausedTarget NORTH = new PausedTarget("of-north", "north", NOON);
    private static final PausedTarget MAIN = new PausedTarget("of-main", "main", NOON);

    private final Database database = Postgresql.database();
    private final TcpProxy network =
            TcpProxy.to(URI.create(database.url().substring("jdbc:".length())).getPort());
    private final LeadStore one = open(database.url());
    private final LeadStore other = open(database.url(network.port()));
    private int messages;

    @AfterEach
    void close() {
        network.goOn();
        one.close();
        other.close();
        network.close();
        database.close();
    }

    private static LeadStore open(String url) {
        return open(url, ofSeconds(2));
    }

    private static LeadStore open(String url, Duration lease) {
        return LeadStore.postgresql(
                new StoreAddress(url, Database.USER, Database.PASSWORD, "bridge", "replica", lease),
                new RecordedSignals(),
                1_000_000,
                Clock.systemUTC());
    }

    private CompletableFuture<Boolean> begins(LeadStore store) {
        NewAlarm alarm = new NewAlarm(TOPIC, TOPIC, null, "SalesByte does not answer", "leads wait", "/", NOON);
        return store.alarms().beginsHere(alarm, List.of(message("msg-" + ++messages, "notification")), 10, NOON);
    }

    private CompletableFuture<Boolean> ends(LeadStore store) {
        return store.alarms().ends(TOPIC, List.of(message("msg-" + ++messages, "notification")), 10, NOON);
    }

    private List<String> waiting() {
        return done(one.outboxes().claim("notification", NOON, 1000)).items().stream()
                .map(DueMessage::id)
                .toList();
    }

    @Test
    void tellWhenTheFirstOneFindsItAndWhenTheLastOneDoesNoMore() {
        assertThat(done(begins(one))).isTrue();
        assertThat(done(begins(other))).isFalse();
        assertThat(done(ends(one))).isFalse();
        assertThat(done(ends(other))).isTrue();
        assertThat(waiting()).containsExactly("msg-1", "msg-4");
        assertThat(done(begins(other))).as("once more").isTrue();
    }

    @Test
    void tellOnceHoweverManyFindItAtTheSameMoment() {
        List<CompletableFuture<Boolean>> tellings = IntStream.range(0, 20)
                .mapToObj(i -> begins(i % 2 == 0 ? one : other))
                .toList();
        assertThat(tellings.stream().filter(LeadStoreContract::done)).hasSize(1);
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void tellOfTheEndAlthoughTheLastOneThatFoundItIsNoMore() {
        done(begins(one));
        done(begins(other));
        other.close();
        assertThat(done(ends(one))).isTrue();
    }

    @Test
    void tellOfTheEndOnceAlthoughOneOfThemWasPutOut() {
        done(begins(other));
        network.hold();
        LeadStore third = open(database.url());
        assertThat(done(begins(third))).isFalse();
        await().untilAsserted(
                        () -> assertThat(one.overview().read(NOON).replicas()).hasSize(2));
        network.goOn();
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(done(ends(other))).isFalse());
        assertThat(done(ends(third))).isTrue();
        third.close();
    }

    @Test
    void pauseOnceForAllAndResumeWhatAnyOneHasPaused() {
        assertThat(done(one.agreements().pause(NORTH, List.of(message("msg-1", "notification")))))
                .isTrue();
        assertThat(done(other.agreements().pause(NORTH, List.of(message("msg-2", "notification")))))
                .isFalse();
        done(one.agreements().pause(MAIN, List.of()));
        Told told = new Told();
        other.share(told);
        await().untilAsserted(() -> assertThat(told.paused).containsExactlyInAnyOrder(NORTH, MAIN));

        assertThat(done(other.agreements().resume("north"))).containsExactly("north");
        await().untilAsserted(() -> assertThat(told.paused).containsExactly(MAIN));
        assertThat(done(one.agreements().resume(null))).containsExactly("main");
        assertThat(waiting()).containsExactly("msg-1");
    }

    @Test
    void hearOfAPauseAtOnce() {
        try (LeadStore third = open(database.url(), Duration.ofMinutes(5))) {
            Told told = new Told();
            third.share(told);
            await().until(() -> told.adopted);
            done(one.agreements().pause(NORTH, List.of()));
            await().untilAsserted(() -> assertThat(told.paused).containsExactly(NORTH));
            done(one.agreements().resume(null));
            await().untilAsserted(() -> assertThat(told.paused).isEmpty());
        }
    }

    @Test
    void resumeAllOnceNoneLivesThatHasPaused() {
        done(one.agreements().pause(NORTH, List.of()));
        one.close();
        try (LeadStore third = open(database.url())) {
            assertThat(done(third.agreements().resume(null)))
                    .as("another one lives")
                    .containsExactly("north");
            done(third.agreements().pause(NORTH, List.of()));
        }
        other.close();
        try (LeadStore fourth = open(database.url())) {
            assertThat(done(fourth.agreements().resume(null)))
                    .as("all were restarted")
                    .isEmpty();
        }
    }

    @Test
    void leaveSalesByteAloneForAllOfThem() {
        done(one.agreements().slow(Duration.ofMinutes(2)));
        done(one.agreements().slow(ofSeconds(5)));
        Told told = new Told();
        other.share(told);
        await().untilAsserted(() -> assertThat(told.slowedFor).isBetween(ofSeconds(60), ofSeconds(120)));
    }

    private static final class Told implements SharedFlow {
        private volatile List<PausedTarget> paused = List.of();
        private volatile boolean adopted;
        private volatile Duration slowedFor = Duration.ZERO;

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public int lower(Share most) {
            return 0;
        }

        @Override
        public void adopt(List<PausedTarget> now, Duration slow) {
            paused = now;
            slowedFor = slow;
            adopted = true;
        }

        @Override
        public void grant(Share share) {}
    }
}
