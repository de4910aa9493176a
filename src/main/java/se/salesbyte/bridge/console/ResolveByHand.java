package se.salesbyte.bridge.console;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.ActedBy;
import se.salesbyte.bridge.store.LeadRecord;
import se.salesbyte.bridge.store.Resolution;

/** Settles a lead by a person's word. */
@FunctionalInterface
public interface ResolveByHand {
    /**
     * Settles it.
     *
     * @param found the lead as it stands
     * @param salesbyteId a number or text; null unless delivered
     * @param by whose word it is, and why
     * @return why it cannot be; empty once it is on disk
     */
    CompletableFuture<Optional<String>> resolve(
            LeadRecord found, Resolution as, @Nullable Object salesbyteId, ActedBy by);
}
