package se.salesbyte.bridge.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.QuoteId;
import se.salesbyte.bridge.store.LeadRecord;
import se.salesbyte.bridge.store.Resolution;

/** {@code POST /api/leads/{id}/resolve}: a person says what became of a lead. */
final class ResolveCall {
    private static final int PATIENCE_SECONDS = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FIELDS = Set.of("as", "salesbyteId");

    private final ManagementParts parts;

    ResolveCall(ManagementParts parts) {
        this.parts = parts;
    }

    Reply resolve(RoutingContext context) throws Exception {
        Query.of(context);
        JsonNode body = body(context);
        Resolution as = Resolution.of(body.path("as").asText())
                .orElseThrow(() -> refused("as must be delivered, not-created or discarded"));
        Object salesbyteId = salesbyteId(body.path("salesbyteId"), as);
        LeadRecord lead = parts.store()
                .queries()
                .find(context.pathParam("id"))
                .orElseThrow(() -> new CallRefusedException(
                        JsonProblem.notFound("there is no lead of that id: look for it in /api/leads")));
        Optional<String> refusal =
                parts.resolve().resolve(lead, as, salesbyteId).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (refusal.isPresent()) {
            throw new CallRefusedException(JsonProblem.conflict(refusal.get()));
        }
        return Reply.json(Map.of("id", lead.lead().id(), "state", as.state().word()));
    }

    private static @Nullable Object salesbyteId(JsonNode node, Resolution as) {
        if (as != Resolution.DELIVERED) {
            if (!node.isMissingNode() && !node.isNull()) {
                throw refused("salesbyteId belongs to \"as\":\"delivered\" alone");
            }
            return null;
        }
        String id = QuoteId.read(node);
        if (id == null) {
            throw refused("salesbyteId must be the id of the quote in SalesByte, such as 123");
        }
        return QuoteId.value(id);
    }

    private static JsonNode body(RoutingContext context) {
        JsonNode body = parsed(context);
        if (!body.isObject()) {
            throw refused("send JSON such as {\"as\":\"delivered\",\"salesbyteId\":123}");
        }
        Set<String> unknown = new TreeSet<>();
        body.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw refused("it has fields that are not known; there are as and salesbyteId");
        }
        return body;
    }

    private static JsonNode parsed(RoutingContext context) {
        try {
            return context.body().buffer() == null
                    ? MissingNode.getInstance()
                    : JSON.readTree(context.body().buffer().getBytes());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static CallRefusedException refused(String detail) {
        return new CallRefusedException(JsonProblem.badRequest(detail));
    }
}
