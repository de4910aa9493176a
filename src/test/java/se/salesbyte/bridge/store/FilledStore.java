package se.salesbyte.bridge.store;

import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.store.LeadStoreContract.done;
import static se.salesbyte.bridge.store.Outcomes.BEGUN;
import static se.salesbyte.bridge.store.Outcomes.ENDED;
import static se.salesbyte.bridge.store.Outcomes.delivered;
import static se.salesbyte.bridge.store.Outcomes.intent;
import static se.salesbyte.bridge.store.Outcomes.message;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;
import static se.salesbyte.bridge.testing.Events.events;
import static se.salesbyte.bridge.testing.Events.windowedEvent;

import com.github.f4b6a3.ulid.UlidCreator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A SQLite store that has been lived in: each of its tables has rows. */
final class FilledStore {
    static final String SECRET = "agreed-with-asana";
    static final int WAITING = 700; // more than are copied at once
    /** Whom it is about is looked for in later leads. */
    private static final String REMEMBERED = "evt-delivered";

    private static final byte[] BODY = {0, -1, 7};

    /** Delivered, with a message on its way; its event is {@code evt-delivered}. */
    final String delivered;
    /** Between intent and outcome. */
    final String inDoubt;
    /** Nobody knows, and SalesByte was asked once. */
    final String unknown;
    /** In its second run. */
    final String replayed;

    private final LeadStore store;

    private FilledStore(LeadStore store) {
        this.store = store;
        delivered = begun(REMEMBERED);
        done(store.settle(delivered(delivered, "hubspot", 1, message("msg-1", "callback"))));
        unknown = begun("evt-unknown");
        unknown();
        replayed = begun("evt-replayed");
        done(store.settle(delivered(replayed, "hubspot", 1)));
        ActedBy maj = ActedBy.somebody("she asked");
        done(store.replays().one(new ReplayOrder(replayed, null, "{\"a\":1}", List.of("a"), true, maj, ENDED)));
        String replay = UlidCreator.getUlid().toString();
        done(store.replays()
                .open(new NewReplay(replay, LeadState.FAILED, "hubspot", null, null, null, false, maj, 0, ENDED)));
        inDoubt = begun("evt-in-doubt");
        done(store.accept(events("form", WAITING)));
        done(store.accept(List.of(
                windowedEvent("form", "a\0nul", NOON, NOON.plus(Duration.ofDays(1))),
                windowedEvent("form", "räksmörgås 🦐", NOON, NOON.plus(Duration.ofDays(1))))));
        done(store.remember("form", NOON));
        done(store.secrets().keep("asana", SECRET));
        refuse(BODY);
        refuse(null);
        await().until(() ->
                store.queries().refused(new RefusedFilter(null, null, 10)).size() == 2);
        done(store.outboxes().announce(message("msg-2", "notify"), "form", NOON));
        NewAlarm alarm = new NewAlarm("source.silent form", "source.silent", "form", "form is silent", "so", "/", NOON);
        done(store.alarms().begins(alarm, List.of(message("msg-3", "notify")), 10, NOON));
        done(store.watching().keep(List.of(new HourCount("form", HourCount.hourOf(NOON), 3)), 0));
    }

    /** Makes it in that file and closes it. */
    static FilledStore in(Path file) {
        try (LeadStore store = LeadStore.sqlite(file, new RecordedSignals())) {
            return new FilledStore(store);
        }
    }

    private String begun(String eventId) {
        String id =
                done(store.accept(List.of(event("hubspot", eventId)))).get(0).leadId();
        done(store.claim("hubspot", NOON, 10));
        done(store.begin(intent(id, 1), eventId.equals(REMEMBERED) ? NOON : null));
        return id;
    }

    private void unknown() {
        done(store.settle(new Settlement(
                unknown,
                "hubspot",
                1,
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
                List.of())));
        Unverified asked = done(store.lookUps(ENDED, 10)).items().get(0);
        done(store.give(new Verdict(
                asked.found(),
                asked.source(),
                ENDED,
                LeadState.UNKNOWN,
                null,
                false,
                ENDED.plusSeconds(60),
                true,
                null,
                null,
                null,
                null,
                TimelineKind.LOOKED_UP,
                TimelineRow.BRIDGE,
                "looked up",
                List.of())));
    }

    private void refuse(byte @Nullable [] body) {
        store.quarantine()
                .keep(new RefusedRequest(
                        UlidCreator.getMonotonicUlid().toString(),
                        "form",
                        NOON,
                        401,
                        "signature rejected",
                        "POST",
                        "/webhooks/form",
                        Map.of("X-Signature", List.of("one", "två")),
                        "application/json",
                        body));
    }
}
