package se.salesbyte.bridge.delivery;

import java.util.Locale;

/** Why a lead is failed or unknown; the words of the contract. */
public enum FailureReason {
    /** The mapping could not make a lead of the payload. */
    MAPPING,
    /** The lead is not one that SalesByte could take. */
    VALIDATION,
    /** SalesByte does not know the uuid, profile or salesperson, or does not let us in. */
    CONFIGURATION,
    /** SalesByte refused this lead. */
    REJECTED,
    /** The last attempt of the schedule came to nothing. */
    EXHAUSTED,
    /** A call left and no answer says what became of it. */
    UNKNOWN_OUTCOME;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As stored and shown. */
    public String word() {
        return word;
    }
}
