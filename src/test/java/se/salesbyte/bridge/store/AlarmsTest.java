package se.salesbyte.bridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.store.Outcomes.message;
import static se.salesbyte.bridge.testing.Events.NOON;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told of once, in the hour that has room for it. Of several replicas {@link AgreementsTest} tells. */
@SuppressWarnings("NullAway.Init")
class AlarmsTest {
    private static final int MOST = 2;

    @TempDir
    Path folder;

    private LeadStore store;
    private int messages;

    @BeforeEach
    void open() {
        store = LeadStore.sqlite(folder.resolve("bridge.db"), new RecordedSignals());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void areToldOnceAlsoAcrossARestart() {
        assertThat(begins("a", NOON)).isTrue();
        assertThat(begins("a", NOON)).isFalse();
        close();
        open();
        assertThat(begins("a", NOON)).isFalse();
        assertThat(store.alarms().standing()).extracting(AlarmRow::topic).containsExactly("a");
        assertThat(ends("a", NOON)).isTrue();
        assertThat(ends("a", NOON)).isFalse();
        assertThat(told()).containsExactly("begins a", "ends a");
        assertThat(store.alarms().standing()).isEmpty();
        assertThat(begins("a", NOON)).as("once more").isTrue();
    }

    @Test
    void areToldTogetherOnceTheHourHasRoomAgain() {
        for (String topic : List.of("a", "b", "c", "d")) {
            assertThat(begins(topic, NOON)).isTrue();
        }
        ends("a", NOON);
        ends("d", NOON);
        assertThat(told()).containsExactly("begins a", "begins b");

        List<AlarmRow> rest = store.alarms().untold();
        assertThat(rest).extracting(AlarmRow::topic).containsExactly("a", "c", "d");
        assertThat(sumUp(rest, NOON.plus(Duration.ofMinutes(59)))).isFalse();
        assertThat(sumUp(rest, NOON.plus(Duration.ofMinutes(60)))).isTrue();
        assertThat(told()).containsExactly("begins a", "begins b", "summary");
        assertThat(store.alarms().untold()).isEmpty();
        assertThat(ends("c", NOON.plus(Duration.ofMinutes(61)))).isTrue();
        assertThat(told()).hasSize(4);
    }

    @Test
    void standThoughNobodyIsToHearOfThem() {
        assertThat(done(store.alarms().begins(alarm("a"), List.of(), MOST, NOON)))
                .isTrue();
        assertThat(store.alarms().standing()).hasSize(1);
        assertThat(store.alarms().untold()).isEmpty();
    }

    private boolean begins(String topic, Instant at) {
        return done(store.alarms().begins(alarm(topic), telling("begins " + topic), MOST, at));
    }

    private boolean ends(String topic, Instant at) {
        return done(store.alarms().ends(topic, telling("ends " + topic), MOST, at));
    }

    private boolean sumUp(List<AlarmRow> rest, Instant at) {
        return done(store.alarms().sumUp(rest, telling("summary"), MOST, at));
    }

    private static NewAlarm alarm(String topic) {
        return new NewAlarm(topic, topic, null, "title", "message", "/", NOON);
    }

    private List<NewMessage> telling(String what) {
        NewMessage message = message("msg-" + ++messages, "notification");
        return List.of(new NewMessage(message.id(), message.outbox(), what, message.payload()));
    }

    private List<String> told() {
        List<DueMessage> due = done(store.outboxes().claim("notification", NOON.plus(Duration.ofDays(1)), 100))
                .items();
        done(store.outboxes().release(due));
        return due.stream()
                .sorted(Comparator.comparing(DueMessage::id))
                .map(DueMessage::type)
                .toList();
    }
}
