package se.salesbyte.bridge.console;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.AttemptRow;
import se.salesbyte.bridge.store.LeadRecord;
import se.salesbyte.bridge.store.MessageRow;
import se.salesbyte.bridge.store.PersonRecord;
import se.salesbyte.bridge.store.ReplayRow;

/** {@code /api/persons}: everything that is kept of one person, for them to have. */
final class PersonCalls {
    private final ManagementParts parts;
    private final LeadJson leads;
    private final PayloadText payloads;
    private final RefusedJson refused;

    PersonCalls(ManagementParts parts) {
        this.parts = parts;
        this.leads = new LeadJson(parts.sources(), parts.flow(), parts.waiting(), parts.clock());
        this.payloads = new PayloadText(parts.sources());
        this.refused = new RefusedJson(payloads);
    }

    Reply export(RoutingContext context) {
        Query query = Query.of(context, WhichPerson.EMAIL, WhichPerson.PHONE);
        PersonRecord person = parts.store().find(WhichPerson.of(query, parts.phones(), payloads));
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("at", parts.clock().instant().toString());
        fields.put(
                "leads",
                person.leads().stream()
                        .map(lead -> lead(lead, person.messages()))
                        .toList());
        fields.put("refused", person.refused().stream().map(refused::whole).toList());
        fields.put("replays", person.replays().stream().map(PersonCalls::replay).toList());
        fields.put(
                "mentions", person.mentions().stream().map(PersonCalls::mention).toList());
        return Reply.json(fields);
    }

    /** As its own call shows it, and what that leaves out. */
    private Map<String, @Nullable Object> lead(LeadRecord lead, Map<String, String> messages) {
        Map<String, @Nullable Object> fields = leads.whole(lead);
        List<Map<String, @Nullable Object>> answers = new ArrayList<>();
        for (AttemptRow attempt : lead.attempts()) {
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("attempt", attempt.number());
            answer.put("answer", LeadJson.raw(attempt.answer()));
            answer.put("failure", LeadJson.raw(attempt.failure()));
            answer.put("reference", LeadJson.raw(attempt.reference()));
            answers.add(answer);
        }
        fields.put("answers", answers);
        List<Map<String, @Nullable Object>> sent = new ArrayList<>();
        for (MessageRow message : lead.messages()) {
            Map<String, @Nullable Object> whole = LeadJson.message(message);
            whole.put("payload", LeadJson.raw(messages.get(message.id())));
            sent.add(whole);
        }
        fields.put("messages", sent);
        return fields;
    }

    private static Map<String, @Nullable Object> replay(ReplayRow replay) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", replay.id());
        fields.put("at", replay.openedAt().toString());
        fields.put("q", replay.text());
        fields.put("by", replay.openedBy());
        fields.put("reason", replay.reason());
        return fields;
    }

    private static Map<String, @Nullable Object> mention(PersonRecord.Mention mention) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("lead", mention.leadId());
        fields.put("at", mention.at().toString());
        fields.put("text", mention.text());
        return fields;
    }
}
