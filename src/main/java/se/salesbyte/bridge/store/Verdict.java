package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a lead by a word that none of its attempts gave: a person's, or SalesByte's, asked later. Committed with
 * all that follows from it.
 *
 * @param found how the lead stood
 * @param source the lead's source
 * @param at now
 * @param state what it becomes
 * @param nextAt when it is due again; null unless {@link LeadState#RETRYING}
 * @param startsOver whether the retry schedule begins anew
 * @param verifyAt when SalesByte is asked next; null: not again
 * @param answered whether SalesByte answered when it was asked; false for a person's word
 * @param reason why it failed or is unknown, in one word of the contract; else null
 * @param failure the failure as callbacks carry it, JSON; null if there is none
 * @param answer the quote that there is after all, JSON; null if there is none
 * @param salesbyteId the id of the quote; null if not known
 * @param kind what this is on the timeline: a person's word if {@link TimelineKind#RESOLVED}, else our own finding
 * @param actor whose word it is: {@link TimelineRow#BRIDGE}, or a person's {@link ActedBy#name}
 * @param detail the same in words, for people; no secrets
 * @param messages what goes to an outbox with it, in order
 */
public record Verdict(
        Standing found,
        String source,
        Instant at,
        LeadState state,
        @Nullable Instant nextAt,
        boolean startsOver,
        @Nullable Instant verifyAt,
        boolean answered,
        @Nullable String reason,
        @Nullable String failure,
        @Nullable String answer,
        @Nullable String salesbyteId,
        TimelineKind kind,
        String actor,
        String detail,
        List<NewMessage> messages) {}
