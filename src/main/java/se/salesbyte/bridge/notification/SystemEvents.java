package se.salesbyte.bridge.notification;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.FlowAlarm;

/** The words for what happens on the way to SalesByte and to sources. */
public final class SystemEvents {
    /** Most calls to SalesByte fail. */
    public static final String UNAVAILABLE = "salesbyte.unavailable";

    /** The signatures of a source keep failing. */
    public static final String REJECTING = "source.rejecting";

    private static final String FLOW = "/api/stats";

    private SystemEvents() {}

    /**
     * The signatures of a source keep failing.
     *
     * @param refused how many in a row
     */
    public static SystemEvent rejecting(String source, int refused, Instant at) {
        return new SystemEvent(
                REJECTING,
                source,
                source,
                at,
                source + ": its requests are refused",
                "the last " + refused + " requests of " + source + " were refused: compare " + source
                        + ".secret with the one at the sender, then release what is in the quarantine",
                null,
                "/api/quarantine?source=" + source,
                Map.of("source", source, "refused", refused));
    }

    /**
     * They pass again.
     *
     * @param since when they began to be refused; null if that is not known
     */
    public static SystemEvent accepting(String source, @Nullable Instant since) {
        return new SystemEvent(
                "source.accepting",
                source,
                source,
                since,
                source + ": its requests pass again",
                "requests of " + source + " are accepted again; what was refused meanwhile is in the quarantine",
                "release what is in the quarantine",
                "/api/quarantine?source=" + source,
                Map.of("source", source));
    }

    /** Leads wait. */
    public static SystemEvent unavailable(FlowAlarm.Unavailable what) {
        return new SystemEvent(
                UNAVAILABLE,
                "",
                "",
                what.at(),
                "SalesByte does not answer",
                what.failed() + " of the last " + what.calls() + " calls to SalesByte failed: leads wait and are"
                        + " delivered by themselves once it answers again; nothing is to be done here",
                null,
                FLOW,
                Map.of(
                        "calls",
                        what.calls(),
                        "failed",
                        what.failed(),
                        "until",
                        what.until().toString()));
    }

    /**
     * Leads are delivered again.
     *
     * @param since when calls had begun to fail
     */
    public static SystemEvent recovered(Instant since) {
        return new SystemEvent(
                "salesbyte.recovered",
                "",
                "",
                since,
                "SalesByte answers again",
                "SalesByte takes leads again; what waited is being delivered",
                null,
                FLOW,
                Map.of());
    }

    /**
     * SalesByte does not know a profile or does not let it in, and its leads wait.
     *
     * @param failed how many calls in a row said so
     */
    public static SystemEvent paused(String profile, int failed, Instant at) {
        return new SystemEvent(
                "salesbyte.paused",
                profile,
                "",
                at,
                "SalesByte does not let the profile " + profile + " in",
                "the last " + failed + " leads of profile " + profile + " were not let in or went to what SalesByte"
                        + " does not know; its further leads wait",
                null,
                FLOW,
                Map.of(
                        "profile",
                        profile,
                        "failed",
                        failed,
                        "causes",
                        List.of(
                                "salesbyte.uuid was changed or revoked in SalesByte",
                                "salesbyte.quote-profile-id is not a quote profile of that uuid",
                                "the salesperson's e-mail is not known to SalesByte",
                                "salesbyte.url leads elsewhere"),
                        "resume",
                        "once it is mended: restart if a setting was changed, else POST /api/resume or the command resume;"
                                + " then replay those that failed"));
    }

    /** Leads in doubt cannot be looked up any more. */
    public static SystemEvent verifyOff(Instant at) {
        return new SystemEvent(
                "salesbyte.verify-off",
                "",
                "",
                at,
                "SalesByte refuses salesbyte.api-token",
                "SalesByte's Quotes API refuses salesbyte.api-token, so leads in doubt are held for a person: set a good one"
                        + " and restart",
                null,
                "/api/leads?state=unknown",
                Map.of());
    }
}
