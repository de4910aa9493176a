package se.salesbyte.bridge.console;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.delivery.PauseLead;
import se.salesbyte.bridge.delivery.QuoteTarget;
import se.salesbyte.bridge.store.ActedBy;

/** {@code /api/resume}. */
final class FlowCalls {
    private static final Logger LOG = LoggerFactory.getLogger(FlowCalls.class);

    private static final long PATIENCE_SECONDS = 10;

    private final ManagementParts parts;

    FlowCalls(ManagementParts parts) {
        this.parts = parts;
    }

    /** Answers at once; the leads become due a few at a time. */
    Reply resume(RoutingContext context) throws Exception {
        Query.of(context);
        JsonBody body = JsonBody.of(context, "profile", WhoAndWhy.BY, WhoAndWhy.REASON);
        String profile = profile(body);
        ActedBy by = WhoAndWhy.of(body);
        refuseUnlessKnown(profile);
        Set<String> resumed =
                new TreeSet<>(parts.store().agreements().resume(profile).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        resumed.addAll(parts.flow().resume(profile));
        if (!resumed.isEmpty()) {
            LOG.info("Paused profiles were resumed. profiles={} by={}", resumed, by.name());
            parts.store().judgeHeldAnew(PauseLead.PAUSED, parts.clock().instant());
        }
        return Reply.json(Map.of("resumed", resumed));
    }

    /** Null for all that are paused; a blank name is a slip and not all of them. */
    static @Nullable String profile(JsonBody body) {
        String profile = body.text("profile").orElse(null);
        if (profile == null && body.value("profile") != null) {
            throw new CallRefusedException(JsonProblem.badRequest(
                    "profile is blank: send {\"profile\":\"<its name>\"}, or nothing for all that are paused"));
        }
        return profile;
    }

    private void refuseUnlessKnown(@Nullable String profile) {
        Set<String> known = new TreeSet<>(parts.profiles());
        known.add(QuoteTarget.MAIN);
        if (profile != null && !known.contains(profile)) {
            throw new CallRefusedException(
                    JsonProblem.notFound("there is no profile of that name: there is " + String.join(", ", known)));
        }
    }
}
