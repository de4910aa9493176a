package se.salesbyte.bridge.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person says became of a lead; the words of the contract. */
public enum Resolution {
    /** SalesByte has it. */
    DELIVERED(LeadState.DELIVERED),
    /** SalesByte does not have it: it is sent again. */
    NOT_CREATED(LeadState.RETRYING),
    /** It goes nowhere. */
    DISCARDED(LeadState.DISCARDED);

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final LeadState state;

    Resolution(LeadState state) {
        this.state = state;
    }

    /** In lower case, with dashes. */
    public String word() {
        return word;
    }

    /** What the lead becomes. */
    public LeadState state() {
        return state;
    }

    /** The one of that word; empty if there is none. */
    public static Optional<Resolution> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
}
