package se.salesbyte.bridge.notification;

/** What a receiver of notifications reads. */
public enum MessageFormat {
    /** Type, timestamp and data, signed if there is a secret. */
    STANDARD_WEBHOOKS,
    /** An incoming webhook of Slack, or of what takes the same: {@code {"text": …}}. */
    SLACK,
    /** A workflow of Teams, "when a webhook request is received": an Adaptive Card. */
    TEAMS
}
