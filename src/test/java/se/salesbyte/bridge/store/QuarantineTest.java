package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;
import static se.salesbyte.bridge.testing.Events.events;

import com.github.f4b6a3.ulid.UlidFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class QuarantineTest {
    private static final int SIZE = 100_000;

    private final UlidFactory ids = UlidFactory.newMonotonicInstance();
    private final RecordedSignals signals = new RecordedSignals();

    @TempDir
    Path folder;

    private LeadStore store;

    @BeforeEach
    void open() {
        store = LeadStore.sqlite(folder.resolve("bridge.db"), signals, SIZE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsARefusedRequestWhole() {
        RefusedRequest request = new RefusedRequest(
                nextId(),
                "hubspot",
                NOON,
                401,
                "signature rejected",
                "POST",
                "https://bridge.example/webhooks/hubspot?a=%20b",
                Map.of("X-Signature", List.of("one", "två")),
                "application/json",
                new byte[] {0, -1, 7});
        store.quarantine().keep(request);
        awaitRefused(1);
        reopen();
        assertThat(store.queries().refused(request.id()))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(request);
        assertThat(refused(null))
                .containsExactly(new RefusedRow(request.id(), "hubspot", NOON, 401, "signature rejected", true));
    }

    @Test
    void keepsOneWithoutABody() {
        store.quarantine().keep(request("form", null));
        awaitRefused(1);
        assertThat(refused(null)).singleElement().matches(row -> !row.bodyKept());
        assertThat(store.queries()
                        .refused(refused(null).get(0).id())
                        .orElseThrow()
                        .body())
                .isNull();
    }

    @Test
    void listsNewestFirstAndPages() {
        List<String> kept = List.of(keep("form"), keep("hubspot"), keep("form"));
        awaitRefused(3);
        assertThat(idsOf(refused(null))).containsExactly(kept.get(2), kept.get(1), kept.get(0));
        assertThat(idsOf(refused("form"))).containsExactly(kept.get(2), kept.get(0));
        assertThat(idsOf(store.queries().refused(new RefusedFilter(null, kept.get(2), 1))))
                .containsExactly(kept.get(1));
    }

    @Test
    void letsTheOldestGoWhenItIsFull() {
        byte[] body = new byte[SIZE / 10];
        RefusedRequest last = request("form", body);
        for (int i = 0; i < 30; i++) {
            last = request("form", body);
            store.quarantine().keep(last);
        }
        store.close();
        open();
        List<RefusedRow> left = refused(null);
        assertThat(left).hasSizeBetween(8, 10);
        assertThat(left.get(0).id()).isEqualTo(last.id());
        assertThat(store.quarantine().dropped()).isZero();
    }

    @Test
    void makesRoomAgainWhenOneIsReleased() {
        byte[] body = new byte[SIZE * 3 / 10];
        String first = keep(request("form", body));
        String second = keep(request("form", body));
        awaitRefused(2);
        done(store.released(second, List.of(event("form", "evt-1")), ActedBy.somebody(null), Instant.EPOCH));
        String third = keep(request("form", body));
        awaitRefused(2);
        assertThat(idsOf(refused(null))).containsExactly(third, first);
    }

    @Test
    void keepsNothingThatIsLargerThanAll() {
        String small = keep(request("form", new byte[10]));
        keep(request("form", new byte[SIZE * 2]));
        reopen();
        assertThat(idsOf(refused(null))).containsExactly(small);
    }

    @Test
    void dropsAFloodAndKeepsAcceptingMeanwhile() {
        for (int i = 0; i < 5_000; i++) {
            keep("form");
        }
        CompletableFuture<List<Receipt>> accepted = store.accept(events("hubspot", 10));
        assertThat(done(accepted)).hasSize(10);
        assertThat(store.quarantine().dropped()).isPositive();
        reopen();
        assertThat(store.queries().list(LeadStoreContract.all())).hasSize(10);
    }

    @Test
    void putsLeadsInTheSteadOfAReleasedOne() {
        String id = keep("form");
        awaitRefused(1);
        Optional<List<Receipt>> receipts =
                done(store.released(id, events("form", 2), ActedBy.somebody(null), Instant.EPOCH));
        assertThat(receipts.orElseThrow()).hasSize(2).noneMatch(Receipt::duplicate);
        assertThat(refused(null)).isEmpty();
        assertThat(store.queries().list(LeadStoreContract.all())).hasSize(2);
        assertThat(signals.lines).anyMatch(line -> line.startsWith("lead of form at "));
    }

    @Test
    void releasesOnce() {
        String id = keep("form");
        awaitRefused(1);
        done(store.released(id, events("form", 1), ActedBy.somebody(null), Instant.EPOCH));
        assertThat(done(store.released(id, List.of(event("form", "evt-other")), ActedBy.somebody(null), Instant.EPOCH)))
                .isEmpty();
        assertThat(store.queries().list(LeadStoreContract.all())).hasSize(1);
    }

    @Test
    void masksTheSameSecretTheSameWay() {
        String masked = store.masked("s3cret");
        assertThat(masked).matches("masked-[A-Za-z0-9_-]{43}").isNotEqualTo(store.masked("s3cret2"));
        reopen();
        assertThat(store.masked("s3cret")).isEqualTo(masked);
        try (LeadStore other = LeadStore.sqlite(folder.resolve("other.db"), signals)) {
            assertThat(other.masked("s3cret")).isNotEqualTo(masked);
        }
    }

    @Test
    void keepsTheFirstSecretOfASource() {
        assertThat(store.secrets().of("asana")).isEmpty();
        assertThat(done(store.secrets().keep("asana", "första"))).isTrue();
        assertThat(done(store.secrets().keep("asana", "second"))).isFalse();
        assertThat(store.secrets().of("asana")).contains("första");
        reopen();
        assertThat(store.secrets().of("asana")).contains("första");
        assertThat(store.secrets().of("asan")).isEmpty();
    }

    @Test
    void announcesWhatFollowsFromNoLead() {
        NewMessage message = new NewMessage("msg-1", "error-notification", "source.rejecting", "{}");
        assertThat(done(store.outboxes().announce(message, "hubspot", NOON))).isTrue();
        done(store.outboxes()
                .announce(new NewMessage("msg-2", "error-notification", "salesbyte.paused", "{}"), null, NOON));
        assertThat(signals.lines).contains("message of error-notification at " + NOON);
        List<DueMessage> due =
                done(store.outboxes().claim("error-notification", NOON, 10)).items();
        assertThat(due)
                .containsExactly(
                        new DueMessage(
                                "msg-1", null, "hubspot", "error-notification", "source.rejecting", "{}", NOON, 0),
                        new DueMessage("msg-2", null, "", "error-notification", "salesbyte.paused", "{}", NOON, 0));
        assertThat(done(store.outboxes()
                        .settle(new MessageOutcome("msg-1", "error-notification", true, NOON, null, null))))
                .isTrue();
    }

    private String keep(String source) {
        return keep(request(source, "{}".getBytes(UTF_8)));
    }

    private String keep(RefusedRequest request) {
        store.quarantine().keep(request);
        return request.id();
    }

    private RefusedRequest request(String source, byte @Nullable [] body) {
        return new RefusedRequest(
                nextId(), source, NOON, 401, "signature rejected", "POST", "/webhooks", Map.of(), null, body);
    }

    private String nextId() {
        return ids.create(NOON.toEpochMilli()).toString();
    }

    private void reopen() {
        store.close();
        open();
    }

    private void awaitRefused(int count) {
        await().until(() -> refused(null).size() == count);
    }

    private List<RefusedRow> refused(@Nullable String source) {
        return store.queries().refused(new RefusedFilter(source, null, 100));
    }

    private static List<String> idsOf(List<RefusedRow> rows) {
        return rows.stream().map(RefusedRow::id).toList();
    }

    private static <T> T done(CompletableFuture<T> future) {
        return future.orTimeout(10, SECONDS).join();
    }
}
