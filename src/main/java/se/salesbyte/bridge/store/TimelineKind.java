package se.salesbyte.bridge.store;

import java.util.Locale;

/** What else happens to a lead than attempts and messages; as stored and shown. */
public enum TimelineKind {
    /** It was due and kept back. */
    HELD,
    /** SalesByte was asked whether it had created it. */
    LOOKED_UP,
    /** A person said what had become of it. */
    RESOLVED,
    /** A person wanted it delivered once more. */
    REPLAYED,
    /** It was refused, and a person let it through. */
    RELEASED,
    /** It came back with a backup, and may have been sent since that was made. */
    RESTORED,
    /** Its customer checked the quote out at SalesByte. */
    CHECKED_OUT,
    /** A person was taken out of it. */
    ERASED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** In lower case, with dashes. */
    public String word() {
        return word;
    }
}
