package se.salesbyte.bridge.notification;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.salesbyte.bridge.delivery.FlowAlarm;
import se.salesbyte.bridge.delivery.PlanSettlement;
import se.salesbyte.bridge.store.NewMessage;

/** Writes what a person should know and no lead tells (contract, "Callback and error notification"). Thread-safe. */
public final class SystemEventWriter {
    /** Goes to those who hear of everything. */
    private static final String NO_SOURCE = "";

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

    /**
     * {@code salesbyte.unavailable}: most calls fail, and leads wait.
     *
     * @return empty if nobody is set to hear of it
     */
    public Optional<NewMessage> unavailable(FlowAlarm.Unavailable what) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("calls", what.calls());
        data.put("failed", what.failed());
        data.put("until", what.until().toString());
        data.put(
                "message",
                what.failed() + " of the last " + what.calls() + " calls to SalesByte failed: leads wait and are"
                        + " delivered by themselves once it answers again; nothing is to be done here");
        data.put("console", console + "/api/stats");
        return message("salesbyte.unavailable", NO_SOURCE, data, what.at());
    }

    /**
     * {@code salesbyte.recovered}: leads are delivered again.
     *
     * @param since when calls had begun to fail
     * @return empty if nobody is set to hear of it
     */
    public Optional<NewMessage> recovered(Instant since, Instant at) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("since", since.toString());
        data.put("message", "SalesByte takes leads again; what waited is being delivered");
        data.put("console", console + "/api/stats");
        return message("salesbyte.recovered", NO_SOURCE, data, at);
    }

    /**
     * {@code salesbyte.paused}: SalesByte does not know a profile or does not let it in, and its leads wait.
     *
     * @param failed how many calls in a row said so
     * @return empty if nobody is set to hear of it
     */
    public Optional<NewMessage> paused(String profile, int failed, Instant at) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("profile", profile);
        data.put("failed", failed);
        data.put(
                "message",
                "the last " + failed + " leads of profile " + profile + " were not let in or went to what SalesByte"
                        + " does not know; its further leads wait");
        data.put(
                "causes",
                List.of(
                        "salesbyte.uuid was changed or revoked in SalesByte",
                        "salesbyte.quote-profile-id is not a quote profile of that uuid",
                        "the salesperson's e-mail is not known to SalesByte",
                        "salesbyte.url leads elsewhere"));
        data.put(
                "resume",
                "once it is mended: restart if a setting was changed, else POST /api/resume or the command resume;"
                        + " then replay those that failed");
        data.put("console", console + "/api/stats");
        return message("salesbyte.paused", NO_SOURCE, data, at);
    }

    /**
     * {@code salesbyte.verify-off}: leads in doubt cannot be looked up any more.
     *
     * @return empty if nobody is set to hear of it
     */
    public Optional<NewMessage> verifyOff(Instant at) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "message",
                "SalesByte's Quotes API refuses salesbyte.api-token, so leads in doubt are held for a person: set a good one"
                        + " and restart");
        data.put("console", console + "/api/leads?state=unknown");
        return message("salesbyte.verify-off", NO_SOURCE, data, at);
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
