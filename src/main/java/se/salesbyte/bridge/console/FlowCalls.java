package se.salesbyte.bridge.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.PauseLead;

/** {@code /api/resume}. */
final class FlowCalls {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ManagementParts parts;

    FlowCalls(ManagementParts parts) {
        this.parts = parts;
    }

    /** Answers at once; the leads become due a few at a time. */
    Reply resume(RoutingContext context) {
        Query.of(context);
        List<String> resumed = parts.flow().resume(profile(context.body().asString()));
        if (!resumed.isEmpty()) {
            parts.store().judgeHeldAnew(PauseLead.PAUSED, parts.clock().instant());
        }
        return Reply.json(Map.of("resumed", resumed));
    }

    private static @Nullable String profile(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return null;
        }
        JsonNode fields = parsed(body);
        JsonNode profile = fields.path("profile");
        boolean all = profile.isMissingNode() || profile.isNull();
        if (!fields.isObject() || fields.size() > (fields.has("profile") ? 1 : 0) || !(all || profile.isTextual())) {
            throw notUnderstood();
        }
        return all ? null : profile.asText();
    }

    private static CallRefusedException notUnderstood() {
        return new CallRefusedException(
                JsonProblem.badRequest("send {\"profile\":\"<its name>\"}, or nothing for all that are paused"));
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw notUnderstood();
        }
    }
}
