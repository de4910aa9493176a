package se.salesbyte.bridge.console;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import se.salesbyte.bridge.store.ActedBy;
import se.salesbyte.bridge.store.LeadRecord;

/** {@code POST /api/leads/{id}/resolve}: a person says what became of a lead. */
final class ResolveCall {
    private static final int PATIENCE_SECONDS = 10;

    private final ManagementParts parts;

    ResolveCall(ManagementParts parts) {
        this.parts = parts;
    }

    Reply resolve(RoutingContext context) throws Exception {
        Query.of(context);
        JsonBody body = JsonBody.of(context, "as", "salesbyteId", WhoAndWhy.ATTEMPTS, WhoAndWhy.BY, WhoAndWhy.REASON);
        PersonsWord word = PersonsWord.of(body);
        ActedBy by = WhoAndWhy.of(body);
        LeadRecord lead = parts.store()
                .queries()
                .find(context.pathParam("id"))
                .orElseThrow(() -> new CallRefusedException(
                        JsonProblem.notFound("there is no lead of that id: look for it in /api/leads")));
        WhoAndWhy.attemptsSeen(body)
                .filter(seen -> seen != lead.lead().attempts())
                .ifPresent(seen -> {
                    throw new CallRefusedException(
                            JsonProblem.conflict("it was tried again since you looked: look at it again"));
                });
        Optional<String> refusal = parts.resolve()
                .resolve(lead, word.as(), word.salesbyteId(), by)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (refusal.isPresent()) {
            throw new CallRefusedException(JsonProblem.conflict(refusal.get()));
        }
        return Reply.json(
                Map.of("id", lead.lead().id(), "state", word.as().state().word()));
    }
}
