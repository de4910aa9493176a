package se.salesbyte.bridge.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one lead.
 *
 * @param contentType of the payload, as declared; null if it was not
 * @param payload the raw body as received; null once it is erased
 * @param attempts in order
 * @param messages in order
 * @param runs those that replays opened, in order
 * @param timeline what else happened to it, in order
 */
public record LeadRecord(
        LeadRow lead,
        @Nullable String contentType,
        byte @Nullable [] payload,
        List<AttemptRow> attempts,
        List<MessageRow> messages,
        List<RunRow> runs,
        List<TimelineRow> timeline) {}
