package se.salesbyte.bridge.notification;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.salesbyte.bridge.delivery.PlanSettlement;
import se.salesbyte.bridge.store.NewMessage;

/** Writes what a person should know and no lead tells (contract, "Callback and error notification"). Thread-safe. */
public final class SystemEventWriter {
    private final Receivers receivers;
    private final String console;

    /**
     * @param console the address of the management listener, without a slash at its end
     */
    public SystemEventWriter(Receivers receivers, String console) {
        this.receivers = receivers;
        this.console = console;
    }

    /** Its messages, one for each way to people; none if nobody is set to hear of it. */
    public List<NewMessage> write(SystemEvent event, Instant at) {
        Map<String, Object> data = new LinkedHashMap<>(event.facts());
        data.put("title", event.title());
        data.put("message", event.message());
        if (event.action() != null) {
            data.put("action", event.action());
        }
        if (event.since() != null) {
            data.put("since", event.since().toString());
        }
        data.put("console", console + event.console());
        String body = EventJson.write(event.type(), at, data);
        return receivers.outboxes(PlanSettlement.ERROR_NOTIFICATION, event.source()).stream()
                .map(outbox -> new NewMessage(
                        UlidCreator.getMonotonicUlid(at.toEpochMilli()).toString(), outbox, event.type(), body))
                .toList();
    }
}
