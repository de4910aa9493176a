package se.salesbyte.bridge.delivery;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.delivery.StoredLeads.FIRST_WAIT;
import static se.salesbyte.bridge.delivery.StoredLeads.SECOND_WAIT;
import static se.salesbyte.bridge.delivery.StoredLeads.done;
import static se.salesbyte.bridge.delivery.StoredLeads.quote;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.store.DueMessage;
import se.salesbyte.bridge.store.MessageRow;

@Timeout(30)
class MessageTryTest {
    private StoredLeads leads;
    private String id;

    @BeforeEach
    void deliverOne(@TempDir Path folder) {
        leads = new StoredLeads(folder);
        id = leads.accept(event("hubspot", "evt-1"));
        Attempt attempt = leads.attempt(leads.claim("hubspot").get(0));
        attempt.putTo("callback");
        attempt.settle(Outcome.delivered(200, quote()));
        done(attempt.finish(Outcome.skipped("it has its outcome")));
    }

    @AfterEach
    void close() {
        leads.close();
    }

    private DueMessage claimed() {
        assertThat(leads.claimMessages("audit")).isEmpty();
        return leads.claimMessages("callback").get(0);
    }

    private boolean finish(DueMessage message, @org.jspecify.annotations.Nullable String fault) {
        return done(new MessageTry(message, leads.store, leads.schedule, leads.plan.metrics(), leads.clock)
                .finish(fault, null));
    }

    private MessageRow message() {
        return leads.find(id).messages().get(0);
    }

    @Test
    void isDoneWithAMessageThatWasReceived() {
        assertThat(finish(claimed(), null)).isTrue();
        assertThat(message().sentAt()).isEqualTo(NOON);
        assertThat(message().nextAt()).isNull();
        assertThat(message().attempts()).isEqualTo(1);
        leads.clock.advance(SECOND_WAIT.multipliedBy(100));
        assertThat(leads.claimMessages("callback")).isEmpty();
    }

    @Test
    void triesAgainByTheSchedule() {
        DueMessage first = claimed();
        finish(first, "receiver answered 500");
        assertThat(message().nextAt()).isEqualTo(NOON.plus(FIRST_WAIT));
        assertThat(message().detail()).isEqualTo("receiver answered 500");
        leads.clock.advance(FIRST_WAIT.minus(ofMillis(1)));
        assertThat(leads.claimMessages("callback")).isEmpty();
        leads.clock.advance(ofMillis(1));
        DueMessage second = claimed();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.attempts()).isEqualTo(1);
        finish(second, null);
        assertThat(message().sentAt()).isEqualTo(leads.clock.instant());
        assertThat(message().detail()).isNull();
    }

    @Test
    void waitsAsLongAsTheReceiverAsksAtMostTheLongestWait() {
        done(new MessageTry(claimed(), leads.store, leads.schedule, leads.plan.metrics(), leads.clock)
                .finish("receiver answered 503", SECOND_WAIT.multipliedBy(3)));
        assertThat(message().nextAt()).isEqualTo(NOON.plus(SECOND_WAIT));
    }

    @Test
    void parksAMessageAfterTheLastTry() {
        finish(claimed(), "receiver answered 500");
        leads.clock.advance(FIRST_WAIT);
        finish(claimed(), "receiver answered 500");
        leads.clock.advance(SECOND_WAIT);
        finish(claimed(), "receiver answered 502");
        assertThat(message())
                .isEqualTo(new MessageRow(
                        message().id(),
                        "callback",
                        "lead.delivered",
                        NOON,
                        null,
                        3,
                        null,
                        leads.clock.instant(),
                        "receiver answered 502"));
        leads.clock.advance(SECOND_WAIT.multipliedBy(100));
        assertThat(leads.claimMessages("callback")).isEmpty();
    }
}
