package se.salesbyte.bridge.delivery;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.delivery.StoredLeads.done;
import static se.salesbyte.bridge.delivery.StoredLeads.quote;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.store.AttemptRow;
import se.salesbyte.bridge.store.Customer;
import se.salesbyte.bridge.store.DueLead;
import se.salesbyte.bridge.store.DueMessage;
import se.salesbyte.bridge.store.LeadRecord;
import se.salesbyte.bridge.store.LeadState;

@Timeout(30)
class RecoverInDoubtTest {
    private StoredLeads leads;

    @BeforeEach
    void open(@TempDir Path folder) {
        leads = new StoredLeads(folder);
    }

    @AfterEach
    void close() {
        leads.close();
    }

    /** The attempt of a lead whose intent is on disk. */
    private Attempt calling(String eventId) {
        leads.accept(event("hubspot", eventId));
        Attempt attempt = leads.attempt(leads.claim("hubspot").get(0));
        attempt.mapped(new Customer("Anna Berg", null, null, null), Map.of("contact", "77"), Map.of("name", "Anna"));
        attempt.call();
        return attempt;
    }

    private int recover() {
        DoubtPolicy hold = new DoubtPolicy(Doubt.RETRY, Doubt.HOLD, LookUpSwitch.withoutToken());
        return new RecoverInDoubt(leads.store, leads.plan, hold, leads.clock).run();
    }

    @Test
    void makesALeadUnknownWhoseProcessEndedDuringTheCallAndTellsAPerson() {
        String id = calling("evt-1").getLeadId();
        leads.reopen();
        leads.clock.advance(ofMinutes(3));
        assertThat(recover()).isEqualTo(1);
        LeadRecord lead = leads.find(id);
        assertThat(lead.lead().state()).isEqualTo(LeadState.UNKNOWN);
        assertThat(lead.lead().reason()).isEqualTo("unknown-outcome");
        assertThat(lead.lead().customerName()).isEqualTo("Anna Berg");
        assertThat(lead.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isEqualTo("unknown");
            assertThat(attempt.startedAt()).isEqualTo(NOON);
            assertThat(attempt.endedAt()).isEqualTo(NOON.plus(ofMinutes(3)));
        });
        assertThat(leads.claimMessages(PlanSettlement.ERROR_NOTIFICATION))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.type()).isEqualTo("lead.unknown");
                    assertThat(message.payload()).startsWith("{contact=77} after 1");
                });
    }

    @Test
    void triesALeadInDoubtAgainWhereThePolicySaysSo() {
        String id = calling("evt-1").getLeadId();
        leads.reopen();
        DoubtPolicy again = new DoubtPolicy(Doubt.RETRY, Doubt.RETRY, LookUpSwitch.withoutToken());
        assertThat(new RecoverInDoubt(leads.store, leads.plan, again, leads.clock).run())
                .isEqualTo(1);
        assertThat(leads.find(id).lead().state()).isEqualTo(LeadState.RETRYING);
        assertThat(leads.claimMessages(PlanSettlement.ERROR_NOTIFICATION)).isEmpty();
        leads.clock.advance(StoredLeads.FIRST_WAIT);
        assertThat(leads.claim("hubspot")).extracting(DueLead::attempts).containsExactly(1);
    }

    @Test
    void hasALeadInDoubtLookedUpWhereThePolicySaysSoAndTellsNobodyYet() {
        String id = calling("evt-1").getLeadId();
        leads.reopen();
        DoubtPolicy verify = new DoubtPolicy(Doubt.VERIFY, Doubt.VERIFY, LookUpSwitch.on());
        assertThat(new RecoverInDoubt(leads.store, leads.plan, verify, leads.clock).run())
                .isEqualTo(1);
        assertThat(leads.find(id).lead().state()).isEqualTo(LeadState.UNKNOWN);
        assertThat(leads.find(id).lead().waiting()).isEqualTo("verify");
        assertThat(leads.claimMessages(PlanSettlement.ERROR_NOTIFICATION)).isEmpty();
        assertThat(done(leads.store.lookUps(NOON, 10)).items()).singleElement().satisfies(found -> {
            assertThat(found.id()).isEqualTo(id);
            assertThat(found.startedAt()).isEqualTo(NOON);
            assertThat(found.answered()).isZero();
        });
    }

    @Test
    void neverHandsOutALeadInDoubtAgain() {
        calling("evt-1");
        leads.reopen();
        recover();
        leads.clock.advance(ofMinutes(60));
        assertThat(leads.claim("hubspot")).isEmpty();
    }

    @Test
    void leavesAllOthersAlone() {
        calling("evt-1");
        Attempt delivered = calling("evt-2");
        done(delivered.finish(Outcome.delivered(200, quote())));
        Attempt retrying = calling("evt-3");
        done(retrying.finish(Outcome.retry(503, "SalesByte answered 503", null)));
        calling("evt-4");
        leads.accept(event("hubspot", "evt-5"));
        assertThat(leads.claim("hubspot")).hasSize(1);
        leads.reopen();
        assertThat(recover()).isEqualTo(2);
        leads.clock.advance(ofMinutes(60));
        assertThat(leads.claim("hubspot")).extracting(DueLead::eventId).containsExactly("evt-5", "evt-3");
        assertThat(leads.find(delivered.getLeadId()).attempts())
                .extracting(AttemptRow::outcome)
                .containsExactly("delivered");
    }

    @Test
    void doesNothingASecondTime() {
        calling("evt-1");
        leads.reopen();
        recover();
        assertThat(recover()).isZero();
        List<DueMessage> messages = leads.claimMessages(PlanSettlement.ERROR_NOTIFICATION);
        assertThat(messages).hasSize(1);
    }
}
