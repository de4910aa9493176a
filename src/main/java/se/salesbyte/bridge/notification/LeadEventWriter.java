package se.salesbyte.bridge.notification;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import se.salesbyte.bridge.delivery.Announcer;
import se.salesbyte.bridge.delivery.LeadFacts;
import se.salesbyte.bridge.delivery.Outcome;
import se.salesbyte.bridge.delivery.PlanSettlement;
import se.salesbyte.bridge.store.NewMessage;

/**
 * Writes {@code lead.delivered}, {@code lead.failed} and {@code lead.unknown} as the contract has them ("Callback and
 * error notification"). Thread-safe.
 */
public final class LeadEventWriter implements Announcer {
    private final Receivers receivers;
    private final String console;

    /**
     * @param console the address of the management listener, without a slash at its end
     */
    public LeadEventWriter(Receivers receivers, String console) {
        this.receivers = receivers;
        this.console = console;
    }

    @Override
    public Optional<NewMessage> announce(String outbox, LeadFacts lead, Outcome outcome, Instant at) {
        if (!receivers.isWanted(outbox, lead.source())) {
            return Optional.empty();
        }
        String id = UlidCreator.getMonotonicUlid(at.toEpochMilli()).toString();
        String type = "lead." + outcome.state().word();
        return Optional.of(new NewMessage(id, outbox, type, EventJson.write(type, at, data(lead, outcome))));
    }

    private Map<String, Object> data(LeadFacts lead, Outcome outcome) {
        Map<String, Object> data = new LinkedHashMap<>();
        LeadJson.put(lead, data);
        if (outcome.quote() != null) {
            data.put("salesbyte", PlanSettlement.of(outcome.quote()));
        }
        if (outcome.failure() != null) {
            data.put("failure", PlanSettlement.of(outcome.failure()));
            data.put("console", console + "/leads/" + lead.leadId());
        }
        return data;
    }
}
