package se.salesbyte.bridge.store;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.Postgresql;
import se.salesbyte.bridge.testing.TcpProxy;

/** What is bounded for all is divided among the replicas that there are. */
@Timeout(60)
class SharesTest {
    private static final Duration LEASE = ofSeconds(2);

    private final Database database = Postgresql.database();
    private final TcpProxy network =
            TcpProxy.to(URI.create(database.url().substring("jdbc:".length())).getPort());
    private final List<Replica> replicas = new ArrayList<>();
    private int mostInUse;
    private double mostParts;

    @AfterEach
    void close() {
        network.goOn();
        replicas.forEach(replica -> replica.store.close());
        network.close();
        database.close();
    }

    /** A replica that has leads in hand as the test says, and may have more by its share. */
    private final class Replica implements SharedFlow {
        private final int total;
        private final LeadStore store;
        private Share share = Share.NONE;
        private int inHand;
        private boolean stopped;

        Replica(String url, int total, Duration lease) {
            this.total = total;
            this.store = LeadStore.postgresql(
                    new StoreAddress(url, Database.USER, Database.PASSWORD, "bridge", "replica", lease),
                    new RecordedSignals(),
                    1_000_000,
                    Clock.systemUTC());
        }

        @Override
        public int concurrency() {
            return total;
        }

        @Override
        public int lower(Share most) {
            return change(share.atMost(most), inHand);
        }

        @Override
        public void grant(Share granted) {
            change(granted, inHand);
        }

        @Override
        public void adopt(List<PausedTarget> paused, Duration slowedFor) {}

        void has(int leads) {
            change(share, leads);
        }

        private int change(Share to, int leads) {
            synchronized (replicas) {
                share = stopped ? Share.NONE : to;
                inHand = leads;
                mostInUse = Math.max(
                        mostInUse,
                        replicas.stream()
                                .mapToInt(one -> Math.max(one.share.concurrency(), one.inHand))
                                .sum());
                mostParts = Math.max(
                        mostParts,
                        replicas.stream().mapToDouble(one -> one.share.part()).sum());
                return inHand;
            }
        }

        Share share() {
            synchronized (replicas) {
                return share;
            }
        }

        void stop() {
            synchronized (replicas) {
                stopped = true; // hands out nothing more, as a bridge does before it closes its store
                change(Share.NONE, 0);
            }
            store.close();
        }
    }

    private Replica start(int total) {
        return start(database.url(), total, LEASE);
    }

    private Replica start(String url, int total, Duration lease) {
        Replica replica = new Replica(url, total, lease);
        synchronized (replicas) {
            replicas.add(replica);
        }
        replica.store.share(replica);
        return replica;
    }

    private static void awaitShares(List<Integer> concurrency, Replica... replicas) {
        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(
                        List.of(replicas).stream().map(one -> one.share().concurrency()))
                .containsExactlyElementsOf(concurrency));
    }

    @Test
    void goWholeToTheOnlyOne() {
        Replica one = start(16);
        awaitShares(List.of(16), one);
        assertThat(one.share().part()).isEqualTo(1);
    }

    @Test
    void areEqualInTheEndAndNeverMoreThanTheWholeWhileReplicasComeAndGo() {
        Replica first = start(16);
        awaitShares(List.of(16), first);
        Replica second = start(16);
        Replica third = start(16);
        awaitShares(List.of(6, 5, 5), first, second, third);
        first.stop();
        awaitShares(List.of(8, 8), second, third);
        Replica fourth = start(16);
        second.stop();
        awaitShares(List.of(8, 8), third, fourth);
        fourth.stop();
        awaitShares(List.of(16), third);
        assertThat(mostInUse).isEqualTo(16);
        assertThat(mostParts).isLessThanOrEqualTo(1 + 1e-9);
    }

    @Test
    void areDividedAtOnceWhenOneJoinsOrStops() {
        Duration lease = Duration.ofMinutes(5);
        Replica first = start(database.url(), 16, lease);
        awaitShares(List.of(16), first);
        Replica second = start(database.url(), 16, lease);
        awaitShares(List.of(8, 8), first, second);
        first.stop();
        awaitShares(List.of(16), second);
        assertThat(mostInUse).isEqualTo(16);
    }

    @Test
    void leaveOutWhatAnotherOneStillHasInHand() {
        Replica first = start(4);
        awaitShares(List.of(4), first);
        first.has(3);
        Replica second = start(4);
        awaitShares(List.of(2, 1), first, second);
        first.has(2);
        awaitShares(List.of(2, 2), first, second);
        assertThat(mostInUse).isEqualTo(4);
    }

    @Test
    void areNothingForThoseThatAreMoreThanTheWhole() {
        Replica first = start(2);
        Replica second = start(2);
        Replica third = start(2);
        awaitShares(List.of(1, 1, 0), first, second, third);
        assertThat(third.share()).isEqualTo(Share.NONE);
        second.stop();
        awaitShares(List.of(1, 1), first, third);
        assertThat(mostInUse).isLessThanOrEqualTo(2);
    }

    @Test
    void ofOneThatSaysNothingGoToTheOthersAndItBeginsAnewWithNone() {
        Replica first = start(database.url(network.port()), 4, LEASE);
        awaitShares(List.of(4), first);
        Replica second = start(4);
        awaitShares(List.of(2, 2), first, second);
        network.hold();
        awaitShares(List.of(4), second);
        network.goOn();
        awaitShares(List.of(2, 2), first, second);
    }
}
