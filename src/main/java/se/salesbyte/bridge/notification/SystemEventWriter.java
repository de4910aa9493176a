package se.salesbyte.bridge.notification;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

    /**
     * {@code source.rejecting}: the signatures of a source keep failing.
     *
     * @param refused how many in a row
     * @return empty if nobody is set to hear of it
     */
    public Optional<NewMessage> sourceRejecting(String source, int refused, Instant at) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("source", source);
        data.put("refused", refused);
        data.put(
                "message",
                "the last " + refused + " requests of " + source + " were refused: compare " + source
                        + ".secret with the one at the sender, then release what is in the quarantine");
        data.put("console", console + "/api/quarantine?source=" + source);
        return message("source.rejecting", source, data, at);
    }

    private Optional<NewMessage> message(String type, String source, Map<String, Object> data, Instant at) {
        if (!receivers.isWanted(PlanSettlement.ERROR_NOTIFICATION, source)) {
            return Optional.empty();
        }
        String id = UlidCreator.getMonotonicUlid(at.toEpochMilli()).toString();
        return Optional.of(
                new NewMessage(id, PlanSettlement.ERROR_NOTIFICATION, type, EventJson.write(type, at, data)));
    }
}
