package se.salesbyte.bridge.intake;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.source.SourceState;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.NewLead;
import se.salesbyte.bridge.store.Receipt;
import se.salesbyte.bridge.store.RefusedRequest;
import se.salesbyte.bridge.verification.Verdict;
import se.salesbyte.bridge.verification.WebhookRequest;

/** Lets a refused request through again, with the secret and the route as they are now. Thread-safe. */
public final class ReleaseEvents {
    private final LeadStore store;
    private final SourceRegistry sources;
    private final ReadEvents events;

    public ReleaseEvents(LeadStore store, SourceRegistry sources, IntakeRules rules) {
        this.store = store;
        this.sources = sources;
        this.events = new ReadEvents(rules.dedupeWindow());
    }

    /**
     * What became of it.
     *
     * @param receipts its leads, new or known
     * @param refusal why it is refused still, and stays where it is; null if it passed
     */
    public record Outcome(List<Receipt> receipts, @Nullable String refusal) {}

    /** Verifies a request as of the time it came and, if it passes, keeps its events in its stead. */
    public CompletableFuture<Outcome> release(RefusedRequest refused) {
        try {
            return store.released(refused.id(), leadsIn(refused))
                    .thenApply(receipts -> receipts.map(kept -> new Outcome(kept, null))
                            .orElseGet(() -> new Outcome(List.of(), "it was released meanwhile")));
        } catch (StillRefusedException e) {
            return CompletableFuture.completedFuture(new Outcome(List.of(), e.getMessage()));
        }
    }

    private List<NewLead> leadsIn(RefusedRequest refused) {
        Source source = sources.find(refused.source())
                .filter(known -> known.state() == SourceState.RUNNING)
                .map(KnownSource::source)
                .orElseThrow(() -> new StillRefusedException(refused.source() + " takes no events now"));
        String contentType = source.readAs(refused.contentType())
                .orElseThrow(() -> new StillRefusedException("its content type is still not taken"));
        if (refused.body() == null) {
            throw new StillRefusedException("its body was not kept");
        }
        Body body = new Body(source, contentType, refused.body());
        WebhookRequest request =
                WebhookRequest.of(refused.method(), refused.url(), refused.headers(), body.fields(), refused.body());
        Verdict verdict = source.verifyMasked(request, refused.at(), store::masked);
        if (!verdict.verified()) {
            throw new StillRefusedException(String.valueOf(verdict.reason()));
        }
        try {
            return events.in(body, request.headers(), source, contentType, refused.at());
        } catch (UnparseablePayloadException e) {
            throw new StillRefusedException(String.valueOf(e.getMessage()));
        }
    }
}
