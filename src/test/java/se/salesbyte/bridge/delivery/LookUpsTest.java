package se.salesbyte.bridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.delivery.StoredLeads.done;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.events;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.store.Customer;
import se.salesbyte.bridge.store.Intent;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.Receipt;

@Timeout(60)
class LookUpsTest {
    private static final int MORE_THAN_AT_A_TIME = 1100;

    @Test
    void leavesAllToAPersonWhenNobodyCanBeAskedHoweverManyAndWhenTheyAreDue(@TempDir Path folder) {
        WakeDispatchers signals = new WakeDispatchers();
        try (StoredLeads leads = new StoredLeads(folder, signals)) {
            List<CompletableFuture<Boolean>> settled =
                    done(leads.store.accept(events("hubspot", MORE_THAN_AT_A_TIME))).stream()
                            .map(Receipt::leadId)
                            .map(id -> inDoubt(leads, id))
                            .toList();
            settled.forEach(StoredLeads::done);
            LookUpSettings nobody = new LookUpSettings(
                    null,
                    LookUpSwitch.withoutToken(),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(35),
                    false,
                    PhoneNumbers.in("SE"));
            try (LookUps lookUps = new LookUps(
                    nobody,
                    leads.store,
                    leads.plan,
                    leads.schedule,
                    at -> {},
                    new SimpleMeterRegistry(),
                    leads.clock)) {
                signals.wake(lookUps);
                lookUps.start();
                await().atMost(Duration.ofSeconds(30))
                        .until(() ->
                                done(leads.store.allLookUps(NOON, 1)).items().isEmpty());
            }
            assertThat(leads.count(LeadState.UNKNOWN))
                    .as("as many as are listed")
                    .isEqualTo(1000);
        }
    }

    private static CompletableFuture<Boolean> inDoubt(StoredLeads leads, String id) {
        Customer customer = new Customer("Ada", id + "@example.com", null, null);
        LeadFacts facts = new LeadFacts(id, "hubspot", null, NOON, 1, 0, customer, Map.of());
        Failure failure = new Failure(FailureReason.UNKNOWN_OUTCOME, null, "no answer", Map.of());
        leads.store.begin(new Intent(id, 1, NOON, customer, "{}", null, null, false));
        return leads.store.settle(leads.plan.plan(
                facts, true, NOON.plusSeconds(60), NOON.plusSeconds(60), Outcome.inDoubt(failure), List.of()));
    }
}
