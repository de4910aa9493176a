package se.salesbyte.bridge.notification;

import java.time.ZoneId;

/** Turns a message into what its receiver reads. Thread-safe. */
public final class Rewrite {
    private final ZoneId zone;

    /** @param zone in which people are told times */
    public Rewrite(ZoneId zone) {
        this.zone = zone;
    }

    /** The body to post. */
    public String body(String payload, MessageFormat format) {
        return switch (format) {
            case STANDARD_WEBHOOKS -> payload;
            case SLACK -> ChatMessage.slack(payload, zone);
            case TEAMS -> ChatMessage.teams(payload, zone);
        };
    }

    /** The subject of a mail. */
    public String subject(String payload) {
        return Words.of(payload, zone).title();
    }

    /** The text of a mail. */
    public String text(String payload) {
        return Words.of(payload, zone).text();
    }
}
