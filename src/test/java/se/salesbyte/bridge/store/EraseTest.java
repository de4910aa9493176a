package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.Outcomes.BEGUN;
import static se.salesbyte.bridge.store.Outcomes.ENDED;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EraseTest {
    @TempDir
    Path folder;

    private LeadStore store;

    @BeforeEach
    void open() {
        store = LeadStore.sqlite(folder.resolve("bridge.db"), new RecordedSignals(), 300_000);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void leavesTheEmptyLeadAndItsTimes() {
        String id = delivered(7);
        String other = delivered(8);
        assertThat(store.erase(new Known(7), ActedBy.somebody(null), Instant.EPOCH))
                .isEqualTo(new Erasure(1, 0));
        LeadRecord erased = store.queries().find(id).orElseThrow();
        assertThat(erased.lead())
                .isEqualTo(new LeadRow(
                        id, "form", null, NOON, LeadState.ERASED, null, 1, null, null, null, null, null, null, null));
        assertThat(erased.payload()).isNull();
        assertThat(erased.messages()).isEmpty();
        assertThat(erased.attempts())
                .containsExactly(new AttemptRow(1, BEGUN, ENDED, null, null, "delivered", 200, null, null, null));
        assertThat(store.queries().find(other).orElseThrow().lead().customerEmail())
                .isEqualTo(email(8));
    }

    @Test
    void knowsTheSameEventStill() {
        String id = delivered(7);
        store.erase(new Known(7), ActedBy.somebody(null), Instant.EPOCH);
        assertThat(accept(7)).isEqualTo(new Receipt(id, true));
    }

    @Test
    void findsAPersonInAPayloadThatWasNeverMapped() {
        String id = accept(7).leadId();
        accept(8);
        assertThat(store.erase(new Known(7), ActedBy.somebody(null), Instant.EPOCH))
                .isEqualTo(new Erasure(1, 0));
        assertThat(store.queries().find(id).orElseThrow().lead().state()).isEqualTo(LeadState.ERASED);
        assertThat(claim()).hasSize(1);
    }

    @Test
    void keepsALeadThatIsInHandFromBeingSent() {
        String id = accept(7).leadId();
        assertThat(claim()).hasSize(1);
        store.erase(new Known(7), ActedBy.somebody(null), Instant.EPOCH);
        assertThat(done(store.begin(intent(id, 7)))).isFalse();
        assertThat(done(store.settle(Outcomes.notCalled(id, "form", 1, LeadState.FAILED, null))))
                .isFalse();
        assertThat(store.queries().find(id).orElseThrow().attempts()).isEmpty();
    }

    @Test
    void erasesNothingWhileOneIsBeingDelivered() {
        String earlier = delivered(7);
        String id = done(store.accept(List.of(event("form", "second", payload(7)))))
                .get(0)
                .leadId();
        claim();
        done(store.begin(intent(id, 7)));
        assertThatThrownBy(() -> store.erase(new Known(7), ActedBy.somebody(null), Instant.EPOCH))
                .isInstanceOf(BeingDeliveredException.class)
                .hasMessageContaining(id)
                .satisfies(
                        e -> assertThat(((BeingDeliveredException) e).erased().none())
                                .isTrue());
        assertThat(store.queries().find(earlier).orElseThrow().lead().state()).isEqualTo(LeadState.DELIVERED);
    }

    @Test
    void tellsAndWipesWhatItErasedBeforeALeadCameInBetween() {
        String earlier = delivered(7);
        String id = accept(8).leadId();
        claim();
        done(store.begin(intent(id, 8)));
        assertThatThrownBy(() -> store.erase(new KnownLater(8, new Known(7)), ActedBy.somebody(null), Instant.EPOCH))
                .isInstanceOf(BeingDeliveredException.class)
                .hasMessageContaining(id)
                .satisfies(
                        e -> assertThat(((BeingDeliveredException) e).erased()).isEqualTo(new Erasure(1, 0)));
        assertThat(store.queries().find(earlier).orElseThrow().lead().state()).isEqualTo(LeadState.ERASED);
        assertThat(disk()).doesNotContain(email(7)).contains(email(8));
    }

    @Test
    void takesAPersonOutOfRefusedRequestsThatAreStillOnTheirWay() {
        for (int i = 10; i < 110; i++) {
            refuse("R" + i, "/webhooks/form?email=" + email(7), Map.of(), null);
        }
        assertThat(store.erase(new Known(7), ActedBy.somebody(null), Instant.EPOCH))
                .isEqualTo(new Erasure(0, 100));
        assertThat(refused()).isEmpty();
    }

    @Test
    void takesAPersonOutOfRefusedRequests() {
        refuse("01", "/webhooks/form?email=" + email(7), Map.of(), null);
        refuse("02", "/webhooks/form", Map.of("X-Customer", List.of(email(7))), null);
        refuse("03", "/webhooks/form", Map.of(), payload(7));
        refuse("04", "/webhooks/form", Map.of(), payload(8));
        await().until(() -> refused().size() == 4);
        assertThat(store.erase(new Known(7), ActedBy.somebody(null), Instant.EPOCH))
                .isEqualTo(new Erasure(0, 3));
        assertThat(refused()).extracting(RefusedRow::id).containsExactly("04");
    }

    @Test
    void takesAPersonOutOfWhatWasSaidOfAnotherOnesLead() {
        String other = delivered(8);
        ActedBy by = new ActedBy(email(7), "same as " + email(7));
        done(store.replays().one(new ReplayOrder(other, null, null, List.of(), true, by, NOON)));

        assertThat(store.erase(new Known(7), ActedBy.somebody(null), Instant.EPOCH)
                        .leads())
                .isZero();

        LeadRecord lead = store.queries().find(other).orElseThrow();
        assertThat(lead.lead().customerEmail()).isEqualTo(email(8));
        assertThat(lead.timeline())
                .extracting(TimelineRow::kind, TimelineRow::detail, TimelineRow::actor)
                .containsExactly(tuple("replayed", null, "person"));
        assertThat(lead.runs()).extracting(RunRow::reason).containsOnlyNulls();
        assertThat(disk()).doesNotContain(email(7)).contains(email(8));
    }

    @Test
    void leavesNothingOnDisk() {
        List<Integer> people = new ArrayList<>();
        for (int i = 1000; i < 1200; i++) {
            people.add(i);
            refuse("R" + i, "/webhooks/form", Map.of(), payload(i));
        }
        await("the quarantine to let the first ones go")
                .until(() -> refused().stream().anyMatch(row -> row.id().equals("R1199")));
        people.forEach(this::delivered);
        for (int person : people) {
            if (person % 5 == 0) {
                store.erase(new Known(person), ActedBy.somebody(null), Instant.EPOCH);
            }
        }
        String disk = disk();
        assertThat(people).allSatisfy(person -> {
            if (person % 5 == 0) {
                assertThat(disk).doesNotContain(email(person)).doesNotContain(name(person));
            }
        });
        assertThat(disk).contains(email(1001)).contains(name(1001));
    }

    private static final class Known implements Person {
        private final String email;

        Known(int person) {
            this.email = email(person);
        }

        @Override
        public boolean is(Customer customer) {
            return email.equals(customer.email());
        }

        @Override
        public boolean maybe(Customer customer) {
            return customer.email() == null;
        }

        @Override
        public boolean isIn(String source, @Nullable String contentType, byte[] body) {
            return new String(body, UTF_8).contains(email);
        }

        @Override
        public boolean isIn(String text) {
            return text.contains(email);
        }
    }

    /** That person, and one more who is not there yet when they are looked for at first. */
    private static final class KnownLater implements Person {
        private final Person first;
        private final String email;
        private boolean looked;

        KnownLater(int person, Person first) {
            this.first = first;
            this.email = email(person);
        }

        @Override
        public boolean is(Customer customer) {
            if (!email.equals(customer.email())) {
                return first.is(customer);
            }
            boolean found = looked;
            looked = true;
            return found;
        }

        @Override
        public boolean maybe(Customer customer) {
            return first.maybe(customer);
        }

        @Override
        public boolean isIn(String source, @Nullable String contentType, byte[] body) {
            return first.isIn(source, contentType, body);
        }

        @Override
        public boolean isIn(String text) {
            return first.isIn(text);
        }
    }

    private static String email(int person) {
        return "person-" + person + "@example.se";
    }

    private static String name(int person) {
        return "Name" + person + " Surname";
    }

    private static byte[] payload(int person) {
        return ("{\"email\":\"" + email(person) + "\",\"name\":\"" + name(person) + "\",\"message\":\""
                        + "x".repeat(person % 7 * 3000) + "\"}")
                .getBytes(UTF_8);
    }

    private Receipt accept(int person) {
        return done(store.accept(List.of(event("form", "event-" + email(person), payload(person)))))
                .get(0);
    }

    private String delivered(int person) {
        String id = accept(person).leadId();
        claim();
        assertThat(done(store.begin(intent(id, person)))).isTrue();
        NewMessage message = new NewMessage(
                "message-" + person, "callback", "lead.delivered", "{\"email\":\"" + email(person) + "\"}");
        Settlement outcome = Outcomes.delivered(id, "form", 1, message);
        assertThat(done(store.settle(outcome))).isTrue();
        return id;
    }

    private static Intent intent(String leadId, int person) {
        Customer customer = new Customer(name(person), email(person), "+46701234567", null);
        return new Intent(
                leadId, 1, BEGUN, customer, "{\"customer_email\":\"" + email(person) + "\"}", null, null, false);
    }

    private List<DueLead> claim() {
        return done(store.claim("form", NOON, 100)).items();
    }

    private void refuse(String id, String url, Map<String, List<String>> headers, byte @Nullable [] body) {
        store.quarantine()
                .keep(new RefusedRequest(
                        id, "form", NOON, 401, "signature rejected", "POST", url, headers, "application/json", body));
    }

    private List<RefusedRow> refused() {
        return store.queries().refused(new RefusedFilter(null, null, 100));
    }

    private String disk() {
        StringBuilder bytes = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes.append(Files.readString(file, ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString();
    }

    private static <T> T done(CompletableFuture<T> future) {
        return future.orTimeout(10, SECONDS).join();
    }
}
