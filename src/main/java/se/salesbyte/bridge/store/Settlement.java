package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt and all that follows from it, committed together.
 *
 * @param source the lead's source
 * @param attempt the number of the attempt, counted from 1
 * @param called whether the attempt's {@link Intent} was committed
 * @param startedAt when the attempt began
 * @param endedAt when it ended
 * @param state what the lead becomes; not {@link LeadState#DELIVERING}
 * @param nextAt when the lead is due again; null unless {@link LeadState#RETRYING}
 * @param verifyAt when SalesByte is asked what became of the call; null: not. Only if {@link LeadState#UNKNOWN}
 * @param customer who the lead is about; its nulls change nothing
 * @param reason why it failed or is unknown, in one word of the contract; else null
 * @param status SalesByte's HTTP status; null if there was no answer
 * @param detail what happened, for people; no secrets
 * @param failure the failure as callbacks carry it, JSON; null if there is none
 * @param answer what SalesByte said, JSON with secrets masked; null if nothing
 * @param salesbyteId the id of the created quote; null if not known
 * @param messages what goes to an outbox with it, in order
 */
public record Settlement(
        String leadId,
        String source,
        int attempt,
        boolean called,
        Instant startedAt,
        Instant endedAt,
        LeadState state,
        @Nullable Instant nextAt,
        @Nullable Instant verifyAt,
        Customer customer,
        @Nullable String reason,
        @Nullable Integer status,
        @Nullable String detail,
        @Nullable String failure,
        @Nullable String answer,
        @Nullable String salesbyteId,
        List<NewMessage> messages) {}
