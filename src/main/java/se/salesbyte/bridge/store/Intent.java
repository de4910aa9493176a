package se.salesbyte.bridge.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a call is about to leave; on disk before its first byte is.
 *
 * @param attempt the number of this attempt, counted from 1
 * @param at when the call begins
 * @param customer who the lead is about
 * @param request the mapped request as JSON, secrets masked
 * @param reference the sender's own record ids as JSON; null if the mapping gave none
 * @param target where the call goes, as a hash: leads with the same show up in the same list; null if not known
 * @param insisted whether a person wants it sent once more, see {@link LeadRun#insisted}
 */
public record Intent(
        String leadId,
        int attempt,
        Instant at,
        Customer customer,
        String request,
        @Nullable String reference,
        @Nullable String target,
        boolean insisted) {}
