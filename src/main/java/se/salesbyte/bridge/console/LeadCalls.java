package se.salesbyte.bridge.console;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import se.salesbyte.bridge.store.ActedBy;
import se.salesbyte.bridge.store.BeingDeliveredException;
import se.salesbyte.bridge.store.Erasure;
import se.salesbyte.bridge.store.LeadFilter;
import se.salesbyte.bridge.store.LeadQueries;
import se.salesbyte.bridge.store.LeadRow;
import se.salesbyte.bridge.store.Person;

/** {@code /api/leads}: the list, one lead, and erasing a person. */
final class LeadCalls {
    private static final int PATIENCE_SECONDS = 10;
    private static final List<String> REASONS =
            List.of("mapping", "validation", "configuration", "rejected", "exhausted", "unknown-outcome");

    /** What is kept with a lead; the other words tell what keeps all of them back. */
    private static final List<String> KEPT_BACK =
            List.of(LeadFilter.ANY, "paused", "quiet-hours", "too-old", "possible-duplicate");

    private final ManagementParts parts;
    private final LeadQueries leads;
    private final LeadJson json;
    private final PayloadText payloads;

    LeadCalls(ManagementParts parts) {
        this.parts = parts;
        this.leads = parts.store().queries();
        this.json = new LeadJson(parts.sources(), parts.flow(), parts.waiting(), parts.clock());
        this.payloads = new PayloadText(parts.sources());
    }

    Reply list(RoutingContext context) {
        Query query = Query.of(context, "state", "source", "q", "reason", "waiting", "from", "to", "limit", "cursor");
        LeadFilter filter = new LeadFilter(
                query.state().orElse(null),
                query.text("source").orElse(null),
                query.text("q").orElse(null),
                query.time("from").orElse(null),
                query.time("to").orElse(null),
                query.cursor(),
                query.limit(),
                query.word("reason", REASONS).orElse(null),
                query.word("waiting", KEPT_BACK).orElse(null));
        List<LeadRow> page = leads.list(filter);
        String next =
                page.size() < filter.limit() ? null : page.get(page.size() - 1).id();
        return Reply.json(json.page(page, next));
    }

    Reply find(RoutingContext context) {
        Query.of(context);
        return leads.find(context.pathParam("id"))
                .map(json::whole)
                .map(Reply::json)
                .orElseThrow(() -> new CallRefusedException(
                        JsonProblem.notFound("there is no lead of that id: look for it in /api/leads")));
    }

    Reply erase(RoutingContext context) throws Exception {
        Query query = Query.of(context, WhichPerson.EMAIL, WhichPerson.PHONE, WhoAndWhy.BY, WhoAndWhy.REASON);
        Optional<String> email = query.text(WhichPerson.EMAIL);
        Optional<String> phone = query.text(WhichPerson.PHONE);
        Person person = WhichPerson.of(query, parts.phones(), payloads);
        ActedBy by = WhoAndWhy.of(query);
        try {
            Erasure erased = parts.store().erase(person, by, parts.clock().instant());
            eraseElsewhere(email, phone);
            return Reply.json(Map.of("erased", erased.leads(), "refused", erased.refused()));
        } catch (BeingDeliveredException e) {
            String done = "";
            if (!e.erased().none()) {
                eraseElsewhere(email, phone);
                done = "; erased so far: %d leads and %d refused requests"
                        .formatted(e.erased().leads(), e.erased().refused());
            }
            throw new CallRefusedException(
                    JsonProblem.conflict("lead " + e.leadId() + " is being delivered: ask again in a moment" + done));
        }
    }

    private void eraseElsewhere(Optional<String> email, Optional<String> phone) throws Exception {
        parts.elsewhere().erase(email.orElse(null), phone.orElse(null)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
