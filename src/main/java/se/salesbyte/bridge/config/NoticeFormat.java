package se.salesbyte.bridge.config;

import java.util.Locale;
import java.util.stream.Stream;

/** What reads the notifications that are posted ({@code bridge.notify.format}). */
public enum NoticeFormat {
    STANDARD_WEBHOOKS,
    SLACK,
    TEAMS;

    static final Format<NoticeFormat> FORMAT = Format.shown(
            text -> Stream.of(values())
                    .filter(format -> format.name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-')
                            .equals(text))
                    .findFirst(),
            "write standard-webhooks, slack or teams");
}
