package se.salesbyte.bridge.console;

import com.github.f4b6a3.ulid.UlidCreator;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.store.ActedBy;
import se.salesbyte.bridge.store.LeadFilter;
import se.salesbyte.bridge.store.LeadQueries;
import se.salesbyte.bridge.store.LeadState;
import se.salesbyte.bridge.store.NewReplay;
import se.salesbyte.bridge.store.ReplayPlan;
import se.salesbyte.bridge.store.ReplayRow;

/** {@code /api/leads/replay} and {@code /api/replays}: many leads once more, with a plan first. */
final class ReplayManyCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayManyCalls.class);
    private static final int PATIENCE_SECONDS = 30; // told that it failed, a person would say it again
    private static final Set<LeadState> BLOCKED = EnumSet.of(LeadState.DELIVERED, LeadState.UNKNOWN);
    private static final Set<LeadState> NEVER = EnumSet.of(LeadState.DELIVERING, LeadState.ERASED);

    private final ManagementParts parts;
    private final LeadQueries queries;

    ReplayManyCalls(ManagementParts parts) {
        this.parts = parts;
        this.queries = parts.store().queries();
    }

    Reply open(RoutingContext context) throws Exception {
        Query query = Query.of(
                context,
                "state",
                "source",
                "q",
                "from",
                "to",
                "force",
                "dryRun",
                "planned",
                WhoAndWhy.BY,
                WhoAndWhy.REASON);
        boolean force = query.flag("force");
        ActedBy by = WhoAndWhy.of(query);
        LeadState state = query.state().orElse(null);
        if (force && (state == null || !BLOCKED.contains(state) || by.reason() == null)) {
            throw refused("force is for state=delivered or state=unknown, and needs a reason");
        }
        LeadFilter filter = new LeadFilter(
                state,
                query.text("source").orElse(null),
                query.text("q").orElse(null),
                query.time("from").orElse(null),
                query.time("to").orElse(null),
                null,
                1);
        ReplayPlan plan = queries.plan(filter, force);
        if (query.flag("dryRun")) {
            return Reply.json(json(plan));
        }
        refuseIfBlocked(state, force, plan);
        refuseUnlessAsPlanned(query, plan);
        Map<String, @Nullable Object> answer = json(plan);
        answer.put("replay", open(filter, force, by, plan));
        return Reply.accepted(answer);
    }

    Reply list(RoutingContext context) {
        Query query = Query.of(context, "limit", "cursor");
        List<ReplayRow> page = queries.replays(query.cursor(), query.limit());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("replays", page.stream().map(ReplayManyCalls::json).toList());
        fields.put(
                "next",
                page.size() < query.limit() ? null : page.get(page.size() - 1).id());
        return Reply.json(fields);
    }

    Reply find(RoutingContext context) {
        Query.of(context);
        return Reply.json(whole(context.pathParam("id")));
    }

    Reply stop(RoutingContext context) throws Exception {
        Query.of(context);
        ActedBy by = WhoAndWhy.of(JsonBody.of(context, WhoAndWhy.BY, WhoAndWhy.REASON));
        String id = context.pathParam("id");
        if (parts.store().replays().stop(id, parts.clock()).get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.info("A replay of many was stopped. replay={} by={}", id, by.name());
        }
        return Reply.json(whole(id));
    }

    private String open(LeadFilter filter, boolean force, ActedBy by, ReplayPlan plan) throws Exception {
        Instant now = parts.clock().instant();
        String id = UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString();
        LeadState leads = filter.state() == null ? LeadState.FAILED : filter.state();
        NewReplay replay = new NewReplay(
                id, leads, filter.source(), filter.text(), filter.from(), filter.to(), force, by, plan.willSend(), now);
        parts.store().replays().open(replay).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return id;
    }

    /** What somebody agreed to was for so many leads. */
    private static void refuseUnlessAsPlanned(Query query, ReplayPlan plan) {
        if (query.count("planned").filter(planned -> planned != plan.willSend()).isPresent()) {
            throw new CallRefusedException(JsonProblem.conflict(
                    "it would be %d leads now: look at the plan again".formatted(plan.willSend())));
        }
    }

    private static void refuseIfBlocked(@Nullable LeadState state, boolean force, ReplayPlan plan) {
        if (state != null && NEVER.contains(state)) {
            throw new CallRefusedException(
                    JsonProblem.conflict("leads that are " + state.word() + " cannot be replayed: name another state"));
        }
        if (state != null && BLOCKED.contains(state) && !force) {
            throw new CallRefusedException(JsonProblem.conflict(
                    "this %s create a second quote for %d leads and may message their customers again. If that is wanted,"
                                    .formatted(
                                            state == LeadState.DELIVERED ? "would" : "may",
                                            plan.blockedDelivered() + plan.blockedUnknown())
                            + " add force=true and a reason"));
        }
    }

    private Map<String, @Nullable Object> whole(String id) {
        ReplayRow replay = queries.replay(id)
                .orElseThrow(() -> new CallRefusedException(
                        JsonProblem.notFound("there is no replay of that id: look for it in /api/replays")));
        Map<String, @Nullable Object> fields = json(replay);
        Map<String, Object> leads = new LinkedHashMap<>();
        queries.progress(id).forEach((state, count) -> leads.put(state.word(), count));
        fields.put("leads", leads);
        return fields;
    }

    private static Map<String, @Nullable Object> json(ReplayPlan plan) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("willSend", plan.willSend());
        fields.put("blockedDelivered", plan.blockedDelivered());
        fields.put("blockedUnknown", plan.blockedUnknown());
        fields.put("blockedOnTheirWay", plan.blockedOnTheirWay());
        fields.put("leftOut", plan.leftOut());
        fields.put("erased", plan.erased());
        return fields;
    }

    private static Map<String, @Nullable Object> json(ReplayRow replay) {
        Map<String, @Nullable Object> filter = new LinkedHashMap<>();
        filter.put("state", replay.leadState().word());
        filter.put("source", replay.source());
        filter.put("q", replay.text());
        filter.put("from", text(replay.receivedFrom()));
        filter.put("to", text(replay.receivedTo()));
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", replay.id());
        fields.put("state", replay.state().word());
        fields.put("openedAt", replay.openedAt().toString());
        fields.put("endedAt", text(replay.endedAt()));
        fields.put("filter", filter);
        fields.put("force", replay.force());
        fields.put("reason", replay.reason());
        fields.put("by", replay.openedBy());
        fields.put("planned", replay.planned());
        fields.put("started", replay.started());
        return fields;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static CallRefusedException refused(String detail) {
        return new CallRefusedException(JsonProblem.badRequest(detail));
    }
}
