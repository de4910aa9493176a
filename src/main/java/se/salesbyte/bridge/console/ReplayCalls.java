package se.salesbyte.bridge.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.ChangedFields;
import se.salesbyte.bridge.salesbyte.InvalidLeadException;
import se.salesbyte.bridge.store.ActedBy;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.ReplayAnswer;
import se.salesbyte.bridge.store.ReplayOrder;

/** {@code /api/leads/{id}/replay}: one lead once more. */
final class ReplayCalls {
    private static final int PATIENCE_SECONDS = 30; // told that it failed, a person would say it again
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ManagementParts parts;

    ReplayCalls(ManagementParts parts) {
        this.parts = parts;
    }

    Reply one(RoutingContext context) throws Exception {
        Query.of(context);
        JsonBody body =
                JsonBody.of(context, "fields", "force", WhoAndWhy.REASON, "state", WhoAndWhy.ATTEMPTS, WhoAndWhy.BY);
        String id = context.pathParam("id");
        ReplayAnswer answer = parts.store()
                .replays()
                .one(order(id, body))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .orElseThrow(() -> new CallRefusedException(
                        JsonProblem.notFound("there is no lead of that id: look for it in /api/leads")));
        refuseUnlessOpened(answer);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("run", answer.run());
        fields.put("state", answer.state().word());
        return Reply.accepted(fields);
    }

    private ReplayOrder order(String id, JsonBody body) {
        Map<String, @Nullable Object> changed = changed(body.object("fields"));
        boolean force = body.flag("force");
        ActedBy by = WhoAndWhy.of(body);
        if (force && by.reason() == null) {
            throw new CallRefusedException(JsonProblem.badRequest(
                    "force needs a reason: say why it is sent although it was, or may have been, delivered"));
        }
        return new ReplayOrder(
                id,
                body.text("state").map(Query::stateOf).orElse(null),
                WhoAndWhy.attemptsSeen(body).orElse(null),
                changed.isEmpty() ? null : json(changed),
                List.copyOf(changed.keySet()),
                force,
                by,
                parts.clock().instant());
    }

    private Map<String, @Nullable Object> changed(Map<?, ?> fields) {
        try {
            return ChangedFields.of(fields, parts.phones()).values();
        } catch (InvalidLeadException e) {
            throw new CallRefusedException(JsonProblem.badRequest("fields: " + e.getMessage()));
        }
    }

    private static void refuseUnlessOpened(ReplayAnswer answer) {
        String state = answer.state().word();
        String detail =
                switch (answer.verdict()) {
                    case OPENED -> null;
                    case NEEDS_FORCE -> insist(answer);
                    case ON_ITS_WAY -> "it is on its way (" + state + "): wait for what comes of it";
                    case ERASED -> "a person was erased from it: nothing is left to send";
                    case CHANGED -> "it is " + state + " now: look at it again";
                };
        if (detail != null) {
            throw new CallRefusedException(JsonProblem.conflict(detail));
        }
    }

    private static String insist(ReplayAnswer answer) {
        String quote = answer.salesbyteId() == null ? "a quote" : "quote " + answer.salesbyteId();
        String effect = answer.state() == LeadState.DELIVERED
                ? "SalesByte has created " + quote
                        + " for it: this would create a second quote and may message the customer again"
                : "nobody knows whether SalesByte created it: this may create a second quote and message the customer"
                        + " again; look for it in SalesByte first";
        return effect + ". If that is wanted, send \"force\": true and a \"reason\"";
    }

    private static String json(Map<String, @Nullable Object> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("changed fields could not be written as JSON", e);
        }
    }
}
