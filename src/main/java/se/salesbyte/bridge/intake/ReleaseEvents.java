package se.salesbyte.bridge.intake;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.source.SourceState;
import se.salesbyte.bridge.store.ActedBy;
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
    private final Clock clock;

    public ReleaseEvents(LeadStore store, SourceRegistry sources, IntakeRules rules, Clock clock) {
        this.clock = clock;
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
    public CompletableFuture<Outcome> release(RefusedRequest refused, ActedBy by) {
        try {
            return store.released(refused.id(), leadsIn(refused), by, clock.instant())
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
        if (refused.body() == null) {
            throw new StillRefusedException("its body was not kept");
        }
        boolean tree = !source.preset().secretPlaces().body().isEmpty(); // then Refusals kept it as JSON, masked
        String contentType = (tree ? Optional.ofNullable(refused.contentType()) : source.readAs(refused.contentType()))
                .orElseThrow(() -> new StillRefusedException("its content type is still not taken"));
        Body body = new Body(source, contentType, refused.body());
        WebhookRequest request =
                WebhookRequest.of(refused.method(), refused.url(), refused.headers(), body.fields(), refused.body());
        Verdict verdict = source.verifyMasked(request, refused.at(), store::masked);
        if (!verdict.verified()) {
            throw new StillRefusedException(String.valueOf(verdict.reason()));
        }
        if (ShakeHands.afterVerification(source, request, body).isPresent()) {
            return List.of(); // a ping: nothing of it is stored, and it need not be kept any more
        }
        try {
            return events.in(body, request.headers(), source, contentType, refused.at(), clock.instant());
        } catch (UnparseablePayloadException e) {
            throw new StillRefusedException(String.valueOf(e.getMessage()));
        }
    }
}
