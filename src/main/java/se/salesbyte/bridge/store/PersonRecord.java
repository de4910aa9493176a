package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything that is kept of one person.
 *
 * @param leads those that are about them, oldest first
 * @param messages what callbacks and notifications of these leads said, JSON by the message's id
 * @param refused refused requests that name them
 * @param replays replays of many leads that were chosen or explained by naming them
 * @param mentions where somebody wrote of them at another person's lead
 */
public record PersonRecord(
        List<LeadRecord> leads,
        Map<String, String> messages,
        List<RefusedRequest> refused,
        List<ReplayRow> replays,
        List<Mention> mentions) {
    /** What somebody wrote, at which lead, and when. */
    public record Mention(String leadId, Instant at, String text) {}
}
