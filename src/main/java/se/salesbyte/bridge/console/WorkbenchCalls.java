package se.salesbyte.bridge.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.preview.Preview;
import se.salesbyte.bridge.preview.PreviewRoute;
import se.salesbyte.bridge.store.LeadRecord;

/** {@code /api/workbench/{source}}: a mapping that is being written is tried on events; nothing is stored or sent. */
final class WorkbenchCalls {
    private static final int MAX_MAPPING = 256 * 1024;
    private static final int MAX_COMPARED = 200;
    private static final int COMPARED = 50;

    private final ManagementParts parts;
    private final SourceRoutes routes;
    private final MaskSecrets secrets;
    private final Turns turns = new Turns();

    WorkbenchCalls(ManagementParts parts) {
        this.parts = parts;
        this.routes = new SourceRoutes(parts);
        this.secrets = new MaskSecrets(parts.sources());
    }

    /** The most bytes of a call's body: a mapping and an event, as texts in JSON, half of it escaped. */
    long maxBody() {
        return 2 * (MAX_MAPPING + parts.maxBody());
    }

    Reply attempt(RoutingContext context) throws InterruptedException {
        return turns.take(() -> tried(context));
    }

    Reply compare(RoutingContext context) throws InterruptedException {
        return turns.take(() -> compared(context));
    }

    private Reply tried(RoutingContext context) {
        Query.of(context);
        JsonBody body = JsonBody.of(context, "mapping", "payload", "contentType", "lead");
        PreviewRoute route = routes.of(context.pathParam("source"));
        String draft = body.verbatim("mapping", MAX_MAPPING).orElse(null);
        Object tree = masked(route, event(route, body));
        Preview preview = parts.preview().of(route, tree, draft);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("payload", tree);
        fields.put("mapped", preview.mapped());
        fields.putAll(PreviewJson.withPlaces(preview));
        return Reply.json(fields);
    }

    private Reply compared(RoutingContext context) {
        Query.of(context);
        JsonBody body = JsonBody.of(context, "mapping", "limit");
        PreviewRoute route = routes.of(context.pathParam("source"));
        String draft = body.verbatim("mapping", MAX_MAPPING).orElseThrow(() -> refused("say which mapping to compare"));
        int limit = body.number("limit", 1, MAX_COMPARED).orElse(COMPARED);
        CompareMappings compared = new CompareMappings(parts.preview(), route, draft, tree -> masked(route, tree));
        compared.on(parts.store().queries().payloads(route.source().name(), limit));
        return Reply.json(compared.fields());
    }

    /** Before any mapping sees it: one that is being written could show a secret under another name. */
    private Object masked(PreviewRoute route, Object tree) {
        return Objects.requireNonNull(secrets.in(route.source().name(), tree));
    }

    private Object event(PreviewRoute route, JsonBody body) {
        Optional<String> payload = body.verbatim("payload", Integer.MAX_VALUE);
        Optional<String> lead = body.text("lead");
        if (payload.isPresent() == lead.isPresent()) {
            throw refused("say which event: either payload or the id of a lead");
        }
        try {
            return payload.isPresent() ? pasted(route, payload.get(), body) : received(route, lead.get());
        } catch (UnparseablePayloadException e) {
            throw SourceRoutes.unreadable(e);
        }
    }

    private Object pasted(PreviewRoute route, String payload, JsonBody body) {
        byte[] bytes = payload.getBytes(UTF_8);
        if (bytes.length > parts.maxBody()) {
            throw new CallRefusedException(RawBody.TOO_LARGE);
        }
        String contentType = body.text("contentType").orElse("application/json");
        return route.source().onlyEventIn(routes.readAs(route, contentType), bytes);
    }

    private Object received(PreviewRoute route, String id) {
        LeadRecord lead = parts.store()
                .queries()
                .find(id)
                .filter(found -> found.lead().source().equals(route.source().name()))
                .orElseThrow(() -> new CallRefusedException(
                        JsonProblem.notFound("there is no lead of that id and source: look for it in /api/leads")));
        byte[] payload = lead.payload();
        if (payload == null) {
            throw new CallRefusedException(JsonProblem.conflict("a person was erased from it: nothing is left to try"));
        }
        return route.source().parse(lead.contentType(), payload);
    }

    private static CallRefusedException refused(String detail) {
        return new CallRefusedException(JsonProblem.badRequest(detail));
    }
}
