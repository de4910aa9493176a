package se.salesbyte.bridge.console;

import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.Flow;
import se.salesbyte.bridge.source.SourceRegistry;
import se.salesbyte.bridge.source.SourceState;
import se.salesbyte.bridge.store.AttemptRow;
import se.salesbyte.bridge.store.LeadRecord;
import se.salesbyte.bridge.store.LeadRow;
import se.salesbyte.bridge.store.MessageRow;
import se.salesbyte.bridge.store.RunRow;
import se.salesbyte.bridge.store.TimelineRow;

/** Leads as the management API shows them ("Management API" in the contract). Thread-safe. */
final class LeadJson {
    private final SourceRegistry sources;
    private final PayloadText text;
    private final Flow flow;
    private final Function<String, Optional<String>> ofSource;
    private final Clock clock;

    LeadJson(SourceRegistry sources, Flow flow, Function<String, Optional<String>> ofSource, Clock clock) {
        this.sources = sources;
        this.flow = flow;
        this.ofSource = ofSource;
        this.clock = clock;
        this.text = new PayloadText(sources);
    }

    /** A page of the list. */
    Map<String, @Nullable Object> page(List<LeadRow> leads, @Nullable String next) {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("leads", leads.stream().map(this::summary).toList());
        page.put("next", next);
        return page;
    }

    /** Everything about one lead. */
    Map<String, @Nullable Object> whole(LeadRecord lead) {
        Map<String, @Nullable Object> fields = summary(lead.lead());
        List<RunRow> runs = lead.runs();
        int earlier = runs.isEmpty() ? 0 : runs.get(runs.size() - 1).attemptsBefore();
        fields.put("run", runs.size() + 1);
        fields.put("runs", runs.stream().map(LeadJson::run).toList());
        fields.put("attempts", lead.attempts().stream().map(LeadJson::attempt).toList());
        fields.put("payload", payload(lead));
        fields.put("request", last(lead, AttemptRow::request));
        fields.put("reference", last(lead, AttemptRow::reference));
        fields.put("salesbyte", last(lead, attempt -> attempt.number() > earlier ? attempt.answer() : null));
        fields.put("failure", lead.lead().reason() == null ? null : last(lead, AttemptRow::failure));
        fields.put("timeline", timeline(lead));
        fields.put("messages", lead.messages().stream().map(LeadJson::message).toList());
        return fields;
    }

    private Map<String, @Nullable Object> summary(LeadRow lead) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", lead.id());
        fields.put("source", lead.source());
        fields.put("eventId", lead.eventId());
        fields.put("state", lead.state().word());
        fields.put("receivedAt", lead.receivedAt().toString());
        fields.put("nextAt", text(lead.nextAt()));
        fields.put("waiting", waiting(lead));
        fields.put("reason", lead.reason());
        fields.put("salesbyteId", lead.salesbyteId());
        Map<String, @Nullable Object> customer = new LinkedHashMap<>();
        customer.put("name", lead.customerName());
        customer.put("email", lead.customerEmail());
        customer.put("phone", lead.customerPhone());
        customer.put("company", lead.customerCompany());
        fields.put("customer", customer);
        return fields;
    }

    private static Map<String, @Nullable Object> run(RunRow run) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("number", run.number());
        fields.put("at", run.openedAt().toString());
        fields.put("fields", raw(run.fields()));
        fields.put("reason", run.reason());
        fields.put("replay", run.replayId());
        fields.put("attemptsBefore", run.attemptsBefore());
        return fields;
    }

    private static Map<String, @Nullable Object> attempt(AttemptRow attempt) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Instant endedAt = attempt.endedAt();
        fields.put("number", attempt.number());
        fields.put("at", attempt.startedAt().toString());
        fields.put("status", attempt.status());
        fields.put(
                "durationMs",
                endedAt == null
                        ? null
                        : Duration.between(attempt.startedAt(), endedAt).toMillis());
        fields.put("outcome", attempt.outcome());
        fields.put("detail", attempt.detail());
        fields.put("request", raw(attempt.request()));
        return fields;
    }

    /** A message, without what it says. */
    static Map<String, @Nullable Object> message(MessageRow message) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", message.id());
        fields.put("outbox", message.outbox());
        fields.put("type", message.type());
        fields.put("createdAt", message.createdAt().toString());
        fields.put("attempts", message.attempts());
        fields.put("nextAt", text(message.nextAt()));
        fields.put("sentAt", text(message.sentAt()));
        fields.put("parkedAt", text(message.parkedAt()));
        fields.put("detail", message.detail());
        return fields;
    }

    /** What is kept with the lead; else that nobody takes the leads of its source now, or what keeps all of them back. */
    private @Nullable String waiting(LeadRow lead) {
        Instant nextAt = lead.nextAt();
        if (lead.waiting() != null || nextAt == null) {
            return lead.waiting();
        }
        boolean routed = sources.find(lead.source())
                .filter(source -> source.state() != SourceState.STOPPED)
                .isPresent();
        if (!routed) {
            return "no-route";
        }
        if (nextAt.isAfter(clock.instant())) {
            return null;
        }
        String waiting = flow.waiting();
        return waiting == null ? ofSource.apply(lead.source()).orElse(null) : waiting;
    }

    private @Nullable Object payload(LeadRecord lead) {
        byte[] payload = lead.payload();
        return payload == null ? null : text.of(lead.lead().source(), lead.contentType(), payload);
    }

    private static List<Map<String, @Nullable Object>> timeline(LeadRecord lead) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(lead.lead().receivedAt(), "accepted", null));
        for (AttemptRow attempt : lead.attempts()) {
            String name = "attempt " + attempt.number();
            entries.add(new Entry(attempt.startedAt(), name + " began", null));
            entries.add(new Entry(attempt.endedAt(), name + ": " + attempt.outcome(), attempt.detail()));
        }
        for (TimelineRow row : lead.timeline()) {
            entries.add(new Entry(row.at(), row.kind(), row.detail(), row.actor()));
        }
        for (MessageRow message : lead.messages()) {
            String name = message.outbox() + " " + message.type();
            entries.add(new Entry(message.createdAt(), name + " queued", null));
            entries.add(new Entry(
                    message.attempts() == 0 ? null : message.nextAt(),
                    name + " due for try " + (message.attempts() + 1),
                    message.detail()));
            entries.add(new Entry(message.sentAt(), name + " received", null));
            entries.add(new Entry(message.parkedAt(), name + " given up", message.detail()));
        }
        return entries.stream()
                .filter(entry -> entry.at != null)
                .sorted(Comparator.comparing(entry -> Objects.requireNonNull(entry.at)))
                .map(Entry::fields)
                .toList();
    }

    private static @Nullable RawValue last(LeadRecord lead, Function<AttemptRow, @Nullable String> part) {
        String found = null;
        for (AttemptRow attempt : lead.attempts()) {
            String json = part.apply(attempt);
            found = json == null ? found : json;
        }
        return raw(found);
    }

    /** JSON as it is kept. */
    static @Nullable RawValue raw(@Nullable String json) {
        return json == null ? null : new RawValue(json);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private record Entry(@Nullable Instant at, String event, @Nullable String detail, String actor) {
        Entry(@Nullable Instant at, String event, @Nullable String detail) {
            this(at, event, detail, TimelineRow.BRIDGE);
        }

        Map<String, @Nullable Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("at", text(at));
            fields.put("event", event);
            fields.put("detail", detail);
            fields.put("actor", actor);
            return fields;
        }
    }
}
