package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with the bridge or around it.
 *
 * @param topic its type and subject: of one topic only one alarm stands at a time
 * @param type such as {@code source.silent}
 * @param source whom it is about; null if about no source
 * @param title for people, a few words
 * @param message for people, what happened; nothing of a person
 * @param console the page of the console where it shows, beginning with a slash
 * @param since when it began to be so
 */
public record NewAlarm(
        String topic,
        String type,
        @Nullable String source,
        String title,
        String message,
        String console,
        Instant since) {}
