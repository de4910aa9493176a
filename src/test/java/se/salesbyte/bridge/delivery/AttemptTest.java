package se.salesbyte.bridge.delivery;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.salesbyte.bridge.delivery.StoredLeads.FIRST_WAIT;
import static se.salesbyte.bridge.delivery.StoredLeads.SECOND_WAIT;
import static se.salesbyte.bridge.delivery.StoredLeads.done;
import static se.salesbyte.bridge.delivery.StoredLeads.quote;
import static se.salesbyte.bridge.delivery.StoredLeads.rejected;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.store.AttemptRow;
import se.salesbyte.bridge.store.Customer;
import se.salesbyte.bridge.store.DueLead;
import se.salesbyte.bridge.store.LeadRecord;
import se.salesbyte.bridge.store.LeadRow;
import se.salesbyte.bridge.store.LeadRun;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.MessageRow;
import se.salesbyte.bridge.store.StoreUnavailableException;

@Timeout(30)
class AttemptTest {
    private static final Customer ANNA = new Customer("Anna Berg", "anna@example.se", "+46701234567", "Berg AB");

    private StoredLeads leads;
    private String id;
    private DueLead due;

    @BeforeEach
    void acceptOne(@TempDir Path folder) {
        leads = new StoredLeads(folder);
        id = leads.accept(event("hubspot", "evt-1"));
        due = leads.claim("hubspot").get(0);
    }

    @AfterEach
    void close() {
        leads.close();
    }

    private Attempt mapped() {
        Attempt attempt = leads.attempt(due);
        attempt.mapped(ANNA, Map.of("contact", "77"), Map.of("customer_name", "Anna Berg"));
        return attempt;
    }

    private Attempt called() {
        Attempt attempt = mapped();
        attempt.call();
        return attempt;
    }

    private static Outcome again() {
        return Outcome.retry(503, "SalesByte answered 503", null);
    }

    private LeadState state() {
        return leads.find(id).lead().state();
    }

    private List<AttemptRow> attempts() {
        return leads.find(id).attempts();
    }

    private List<String> messages() {
        return leads.find(id).messages().stream()
                .map(message -> message.outbox() + ": " + message.type())
                .toList();
    }

    @Test
    void putsTheIntentOnDiskBeforeTheCall() {
        Attempt attempt = mapped();
        assertThat(attempt.isCallOpen()).isFalse();
        attempt.call();
        assertThat(attempt.isCallOpen()).isTrue();
        assertThat(attempt.isRequestSent()).isFalse();
        assertThat(state()).isEqualTo(LeadState.DELIVERING);
        assertThat(attempts())
                .extracting(AttemptRow::number, AttemptRow::request, AttemptRow::reference)
                .containsExactly(tuple(1, "{\"customer_name\":\"Anna Berg\"}", "{\"contact\":\"77\"}"));
    }

    @Test
    void isDatedByItsCallWhateverItsRouteDoesBefore() {
        Attempt attempt = mapped();
        leads.clock.advance(ofSeconds(25));
        attempt.call();
        assertThat(attempts()).extracting(AttemptRow::startedAt).containsExactly(NOON.plusSeconds(25));
    }

    @Test
    void commitsADeliveryWithItsCallback() {
        Attempt attempt = called();
        attempt.sending();
        leads.clock.advance(ofSeconds(2));
        attempt.putTo("callback");
        attempt.putTo("nobody");
        attempt.settle(Outcome.delivered(200, quote()));
        assertThat(done(attempt.finish(again()))).isTrue();
        LeadRow lead = leads.find(id).lead();
        assertThat(lead.state()).isEqualTo(LeadState.DELIVERED);
        assertThat(lead.salesbyteId()).isEqualTo("4711");
        assertThat(lead.customerName()).isEqualTo("Anna Berg");
        assertThat(attempts())
                .containsExactly(new AttemptRow(
                        1,
                        NOON,
                        NOON.plusSeconds(2),
                        "{\"customer_name\":\"Anna Berg\"}",
                        "{\"contact\":\"77\"}",
                        "delivered",
                        200,
                        null,
                        null,
                        "{\"id\":4711,\"links\":{\"self\":\"https://example.se/quotes/4711\"}}"));
        assertThat(messages()).containsExactly("callback: lead.delivered");
        assertThat(leads.claimMessages("callback").get(0).payload()).startsWith("{contact=77} after 1 at ");
    }

    @Test
    void takesTheFirstOutcomeAlone() {
        Attempt attempt = called();
        attempt.settle(Outcome.delivered(200, quote()));
        attempt.putTo("callback");
        attempt.settle(Outcome.failed(rejected()));
        assertThat(done(attempt.finish(again()))).isTrue();
        assertThat(state()).isEqualTo(LeadState.DELIVERED);
        assertThat(attempts()).extracting(AttemptRow::outcome).containsExactly("delivered");
        assertThat(messages()).isEmpty();
    }

    @Test
    void keepsWhyALeadIsFailed() {
        Attempt attempt = called();
        attempt.putTo("error-notification");
        attempt.settle(Outcome.failed(rejected()));
        done(attempt.finish(again()));
        LeadRecord lead = leads.find(id);
        assertThat(lead.lead().state()).isEqualTo(LeadState.FAILED);
        assertThat(lead.lead().reason()).isEqualTo("rejected");
        assertThat(attempts())
                .extracting(AttemptRow::status, AttemptRow::detail, AttemptRow::failure)
                .containsExactly(tuple(
                        422,
                        "email is taken",
                        "{\"reason\":\"rejected\",\"status\":422,\"message\":\"email is taken\","
                                + "\"errors\":{\"email\":[\"is taken\"]}}"));
        assertThat(messages()).containsExactly("error-notification: lead.failed");
    }

    @Test
    void takesTheOtherOutcomeOfARouteThatStatedNone() {
        Attempt attempt = mapped();
        assertThat(done(attempt.finish(again()))).isTrue();
        assertThat(state()).isEqualTo(LeadState.RETRYING);
        assertThat(leads.find(id).lead().nextAt()).isEqualTo(NOON.plus(FIRST_WAIT));
        assertThat(messages()).isEmpty();
    }

    @Test
    void tellsAPersonOnceOfAFailureThatItsRouteDidNotState() {
        Attempt attempt = mapped();
        attempt.putTo("callback");
        attempt.putTo("error-notification");
        done(attempt.finish(Outcome.failed(rejected())));
        assertThat(state()).isEqualTo(LeadState.FAILED);
        assertThat(messages()).containsExactly("error-notification: lead.failed");
    }

    @Test
    void tellsAnIntegratorsOwnOutboxOfAFailureThatItsRouteDidNotState() {
        Attempt attempt = mapped();
        attempt.putTo("callback");
        attempt.putTo("mail");
        done(attempt.finish(Outcome.failed(rejected())));
        assertThat(messages()).containsExactly("error-notification: lead.failed", "mail: lead.failed");
    }

    @Test
    void triesAgainByTheScheduleAndGivesUpAfterTheLastWait() {
        Attempt first = called();
        first.settle(again());
        done(first.finish(again()));
        assertThat(leads.find(id).lead().nextAt()).isEqualTo(NOON.plus(FIRST_WAIT));

        leads.clock.advance(FIRST_WAIT);
        due = leads.claim("hubspot").get(0);
        Attempt second = called();
        assertThat(second.getNumber()).isEqualTo(2);
        second.settle(again());
        done(second.finish(again()));
        assertThat(leads.find(id).lead().nextAt())
                .isEqualTo(NOON.plus(FIRST_WAIT).plus(SECOND_WAIT));

        leads.clock.advance(SECOND_WAIT);
        due = leads.claim("hubspot").get(0);
        Attempt third = called();
        third.putTo("callback");
        third.putTo("mail");
        third.settle(again());
        done(third.finish(again()));
        LeadRow lead = leads.find(id).lead();
        assertThat(lead.state()).isEqualTo(LeadState.FAILED);
        assertThat(lead.reason()).isEqualTo("exhausted");
        assertThat(lead.nextAt()).isNull();
        assertThat(attempts())
                .extracting(AttemptRow::outcome, AttemptRow::status)
                .containsExactly(tuple("retrying", 503), tuple("retrying", 503), tuple("failed", 503));
        assertThat(attempts()).last().satisfies(last -> assertThat(last.detail())
                .contains("SalesByte answered 503"));
        assertThat(messages()).containsExactly("error-notification: lead.failed", "mail: lead.failed");
    }

    @Test
    void waitsAsLongAsSalesByteAsks() {
        Attempt attempt = called();
        attempt.settle(Outcome.retry(503, "SalesByte answered 503", ofSeconds(20)));
        done(attempt.finish(again()));
        assertThat(leads.find(id).lead().nextAt()).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void recordsNoEndBeforeItsBeginWhenTheClockIsSetBack() {
        Attempt attempt = called();
        leads.clock.advance(ofMinutes(-1));
        attempt.settle(Outcome.delivered(200, quote()));
        done(attempt.finish(again()));
        assertThat(attempts()).extracting(AttemptRow::endedAt).containsExactly(NOON);
    }

    @Test
    void recordsASkippedLead() {
        Attempt attempt = leads.attempt(due);
        attempt.settle(Outcome.skipped("a test lead"));
        done(attempt.finish(again()));
        assertThat(state()).isEqualTo(LeadState.SKIPPED);
        assertThat(attempts()).extracting(AttemptRow::detail).containsExactly("a test lead");
    }

    @Test
    void refusesASecondCallInOneAttempt() {
        Attempt attempt = called();
        assertThatThrownBy(attempt::call)
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("twice");
        attempt.settle(Outcome.delivered(200, quote()));
        assertThat(done(attempt.finish(again()))).isTrue();
        assertThat(state()).isEqualTo(LeadState.DELIVERED);
        assertThat(attempts()).hasSize(1);
    }

    @Test
    void refusesACallBeforeTheLeadIsMapped() {
        Attempt attempt = leads.attempt(due);
        assertThatThrownBy(attempt::call)
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("salesbyte:create-lead");
        assertThat(state()).isEqualTo(LeadState.ACCEPTED);
    }

    @Test
    void letsNoRequestLeaveWithoutAnIntent() {
        Attempt attempt = mapped();
        assertThatThrownBy(attempt::sending)
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("lead:call must stand before");
        assertThat(attempt.isRequestSent()).isFalse();
    }

    @Test
    void letsOneRequestLeave() {
        Attempt attempt = called();
        attempt.sending();
        assertThat(attempt.isRequestSent()).isTrue();
        assertThatThrownBy(attempt::sending)
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("one attempt makes one call");
    }

    @Test
    void refusesACallAfterTheOutcome() {
        Attempt attempt = mapped();
        attempt.settle(again());
        assertThatThrownBy(attempt::call).isInstanceOf(CallRefusedException.class);
        assertThat(attempt.finish(again())).succeedsWithin(ofSeconds(10)).isEqualTo(true);
        assertThat(state()).isEqualTo(LeadState.RETRYING);
        assertThat(attempts()).hasSize(1);
    }

    /** The lead may be in the next attempt's hands by then. */
    @Test
    void letsNoRequestLeaveAfterTheOutcome() {
        Attempt attempt = called();
        attempt.settle(again());
        assertThatThrownBy(attempt::sending).isInstanceOf(CallRefusedException.class);
        assertThat(attempt.isRequestSent()).isFalse();
    }

    @Test
    void refusesTheCallOfALeadThatIsInOtherHandsAndLeavesItsOutcomeToThem() {
        done(leads.store.release(List.of(due)));
        Attempt other = called();
        Attempt attempt = mapped();
        assertThatThrownBy(attempt::call)
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("no longer in this attempt's hands");
        assertThatThrownBy(attempt::sending).isInstanceOf(CallRefusedException.class);
        attempt.settle(again()); // as an onException of the route might
        assertThat(attempt.finish(again())).succeedsWithin(ofSeconds(10));
        assertThat(state()).isEqualTo(LeadState.DELIVERING);
        other.sending();
        other.settle(Outcome.delivered(200, quote()));
        assertThat(done(other.finish(again()))).isTrue();
        assertThat(state()).isEqualTo(LeadState.DELIVERED);
        assertThat(attempts()).hasSize(1);
    }

    /** It claimed the lead, then the lead changed: it must not stay assigned to nobody. */
    @Test
    void givesBackALeadThatIsNotItsOwn() {
        DueLead outdated = new DueLead(
                id, "hubspot", "evt-1", NOON, 7, LeadRun.FIRST, due.contentType(), due.payload(), false, null);
        Attempt attempt = leads.attempt(outdated);
        attempt.mapped(ANNA, Map.of(), Map.of("customer_name", "Anna Berg"));
        assertThatThrownBy(attempt::call).isInstanceOf(CallRefusedException.class);
        done(attempt.finish(again()));
        assertThat(state()).isEqualTo(LeadState.ACCEPTED);
        assertThat(leads.claim("hubspot")).extracting(DueLead::id).containsExactly(id);
    }

    @Test
    void keepsAnOutcomeWhoseMessageCannotBeWritten() {
        Attempt attempt = called();
        attempt.putTo("broken");
        attempt.putTo("callback");
        attempt.settle(Outcome.delivered(200, quote()));
        assertThat(attempt.finish(again())).succeedsWithin(ofSeconds(10)).isEqualTo(true);
        assertThat(state()).isEqualTo(LeadState.DELIVERED);
        assertThat(messages()).containsExactly("callback: lead.delivered");
    }

    @Test
    void takesTheOtherOutcomeWhenTheStatedOneCannotBeKept() {
        Attempt attempt = called();
        Outcome unkeepable = Outcome.delivered(200, new CreatedQuote(1, Map.of("loop", new Object())));
        assertThatThrownBy(() -> attempt.settle(unkeepable)).isInstanceOf(IllegalArgumentException.class);
        assertThat(attempt.finish(again())).succeedsWithin(ofSeconds(10)).isEqualTo(true);
        assertThat(state()).isEqualTo(LeadState.RETRYING);
    }

    @Test
    void keepsAnOutcomeThatItsWatchCannotTake() {
        CallWatch broken = new CallWatch() {
            @Override
            public boolean isPaused(QuoteTarget target) {
                return false;
            }

            @Override
            public @Nullable Instant duplicatesSince() {
                return null;
            }

            @Override
            public int calling() {
                return 0;
            }

            @Override
            public void ended(int call, @Nullable QuoteTarget target, Outcome outcome) {
                throw new AssertionError("broken");
            }

            @Override
            public void notCalled() {}
        };
        Attempt attempt = new Attempt(due, leads.store, leads.plan, broken, leads.clock);
        attempt.mapped(ANNA, Map.of(), Map.of("customer_name", "Anna Berg"));
        attempt.call();
        attempt.settle(Outcome.delivered(200, quote()));
        assertThat(done(attempt.finish(again()))).isTrue();
        assertThat(state()).isEqualTo(LeadState.DELIVERED);
    }

    @Test
    void keepsThatACallWasMadeWhenItsOutcomeCannotBeKept() {
        messageWithTheIdOfAnother(called(), Outcome.delivered(200, quote()));
        assertThat(state()).isEqualTo(LeadState.UNKNOWN);
        assertThat(attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isEqualTo("unknown");
            assertThat(attempt.detail()).contains("delivered");
        });
        assertThat(messages()).isEmpty();
    }

    @Test
    void triesAgainWhatWasNotCalledWhenItsOutcomeCannotBeKept() {
        messageWithTheIdOfAnother(mapped(), Outcome.failed(rejected()));
        assertThat(state()).isEqualTo(LeadState.RETRYING);
        leads.clock.advance(FIRST_WAIT);
        assertThat(leads.claim("hubspot"))
                .as("in nobody's hands")
                .extracting(DueLead::id)
                .contains(id);
    }

    /** The store drops such an outcome, for the fault is in itself. */
    private void messageWithTheIdOfAnother(Attempt attempt, Outcome outcome) {
        String other = leads.accept(event("hubspot", "evt-other"));
        Attempt first = leads.attempt(leads.claim("hubspot").get(0));
        first.putTo("clash");
        first.settle(Outcome.failed(rejected()));
        assertThat(done(first.finish(again()))).as(other).isTrue();
        attempt.putTo("clash");
        attempt.settle(outcome);
        assertThat(attempt.finish(again())).succeedsWithin(ofSeconds(10)).isEqualTo(true);
    }

    @Test
    void saysThatTheIntentCouldNotBeWritten() {
        Attempt attempt = mapped();
        leads.store.close();
        assertThatThrownBy(attempt::call).isInstanceOf(StoreUnavailableException.class);
        assertThat(attempt.isCallOpen()).isFalse();
        assertThatThrownBy(attempt::sending).isInstanceOf(CallRefusedException.class);
        CompletableFuture<Boolean> finished = attempt.finish(again());
        assertThat(finished).succeedsWithin(ofSeconds(10)).isEqualTo(false);
    }

    @Test
    void finishesOnlyWhenTheOutcomeIsCommitted() {
        Attempt attempt = called();
        CompletableFuture<Boolean> finished = attempt.finish(again());
        assertThat(finished).succeedsWithin(ofSeconds(10)).isEqualTo(true);
        assertThat(state()).isEqualTo(LeadState.RETRYING);
    }

    @Test
    void hasMessagesDueAtOnce() {
        Attempt attempt = called();
        attempt.putTo("callback");
        attempt.settle(Outcome.delivered(200, quote()));
        done(attempt.finish(again()));
        assertThat(leads.find(id).messages()).extracting(MessageRow::nextAt).containsExactly(NOON);
    }
}
