package se.salesbyte.bridge.notification;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.NewAlarm;

/**
 * Something about the bridge that a person should know and no lead tells; nothing about a customer.
 *
 * @param type such as {@code source.silent}
 * @param subject what it is about, so that two of a type can stand beside each other; empty if there is one only
 * @param source the source it is about; empty if about none
 * @param since when it began to be so
 * @param title a few words
 * @param message what happened
 * @param action what to do; null if nothing
 * @param console the page of the console where it shows, beginning with a slash
 * @param facts further fields of the message
 */
public record SystemEvent(
        String type,
        String subject,
        String source,
        @Nullable Instant since,
        String title,
        String message,
        @Nullable String action,
        String console,
        Map<String, Object> facts) {

    /** Under which it stands: one of each at a time. */
    public String topic() {
        return topic(type, subject);
    }

    static String topic(String type, String subject) {
        return subject.isEmpty() ? type : type + " " + subject;
    }

    /** As the store keeps it. */
    public NewAlarm asAlarm(Instant at) {
        return new NewAlarm(
                topic(), type, source.isEmpty() ? null : source, title, message, console, since == null ? at : since);
    }
}
