package se.salesbyte.bridge.crash.standin;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of one Create Lead request. The per mille are of a day with {@code trouble} 1. */
public enum Mishap {
    /** Created and answered. */
    NONE(0, true),
    /** The connection is reset as soon as it is accepted. */
    REFUSED(5, false),
    /** The connection is reset before the request was read. */
    UNREAD(5, false),
    /** Created, then the connection is reset. */
    CUT(5, true),
    /** Created, and answered only when the caller has hung up. */
    LATE(2, true),
    /** Created, then answered 500. */
    ERROR(5, true),
    /** Answered 503, not created. */
    NOT_NOW(5, false),
    /** Answered 429, not created. Rare, as it slows the whole destination. */
    TOO_MANY(0.2, false);

    private final double perMille;
    private final boolean creates;

    Mishap(double perMille, boolean creates) {
        this.perMille = perMille;
        this.creates = creates;
    }

    double share() {
        return perMille / 1000;
    }

    /** Whether a quote comes of it. */
    public boolean creates() {
        return creates;
    }

    /** In the journal and in JSON. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Mishap of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
