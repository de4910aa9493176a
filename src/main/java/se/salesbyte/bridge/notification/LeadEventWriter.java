package se.salesbyte.bridge.notification;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    public List<NewMessage> announce(String outbox, LeadFacts lead, Outcome outcome, Instant at) {
        List<String> ways = receivers.outboxes(outbox, lead.source());
        if (ways.isEmpty()) {
            return List.of();
        }
        String type = "lead." + outcome.state().word();
        String body = EventJson.write(type, at, data(lead, outcome));
        return ways.stream()
                .map(way -> new NewMessage(
                        UlidCreator.getMonotonicUlid(at.toEpochMilli()).toString(), way, type, body))
                .toList();
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
