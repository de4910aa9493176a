package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as it is kept, see {@link NewAlarm}.
 *
 * @param beganAt when it was found
 * @param toldAt when people were told that it began; null: not yet, as too many alarms had been told
 * @param endedAt when it was found to be over; null: it stands
 * @param endToldAt likewise of its end
 */
public record AlarmRow(
        String id,
        String topic,
        String type,
        @Nullable String source,
        String title,
        String message,
        String console,
        Instant since,
        Instant beganAt,
        @Nullable Instant toldAt,
        @Nullable Instant endedAt,
        @Nullable Instant endToldAt) {

    /** Whom or what it is about: its topic without the type. */
    public String subject() {
        return topic.length() > type.length() ? topic.substring(type.length() + 1) : "";
    }
}
