package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which leads to list, newest first; null means any.
 *
 * @param text words found anywhere in name, e-mail, phone (there by its digits too) or company, or equal to the lead's, event's or SalesByte's id
 * @param from received at that time or later
 * @param to received before that time
 * @param before only leads that come after the one of this id in the list: the cursor
 * @param limit how many at most, 1 or more
 * @param reason why they failed or are unknown, in a word of the contract
 * @param waiting why they are kept back, in a word of the contract; {@link #ANY} for those that are at all
 */
public record LeadFilter(
        @Nullable LeadState state,
        @Nullable String source,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String before,
        int limit,
        @Nullable String reason,
        @Nullable String waiting) {
    /** Kept back, whyever. */
    public static final String ANY = "any";

    /** As the other, whatever their reason, kept back or not. */
    public LeadFilter(
            @Nullable LeadState state,
            @Nullable String source,
            @Nullable String text,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String before,
            int limit) {
        this(state, source, text, from, to, before, limit, null, null);
    }
}
