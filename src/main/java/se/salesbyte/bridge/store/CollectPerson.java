package se.salesbyte.bridge.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import se.salesbyte.bridge.store.PersonRecord.Mention;

/** Reads what was found of a person; what is gone by then is left out. */
final class CollectPerson {
    private static final String MESSAGES = "select id, payload from outbox_message where lead_id = :lead order by id";
    private static final String LINE =
            "select lead_id, at, coalesce(detail, actor) as said from timeline where seq = :seq";
    private static final String RUN =
            "select lead_id, opened_at as at, reason as said from run where lead_id = :lead and number = :number";

    private final LeadQueries queries;

    CollectPerson(LeadQueries queries) {
        this.queries = queries;
    }

    PersonRecord of(Traces traces) {
        List<LeadRecord> leads = found(traces.leads(), queries::find);
        Map<String, String> messages = new LinkedHashMap<>();
        List<Mention> mentions = new ArrayList<>();
        queries.jdbi().useHandle(handle -> {
            traces.leads().forEach(lead -> messages.putAll(messages(handle, lead)));
            traces.lines().forEach(seq -> mentions.addAll(mentions(handle, LINE, Map.of("seq", seq))));
            traces.runs()
                    .forEach(run -> mentions.addAll(
                            mentions(handle, RUN, Map.of("lead", run.leadId(), "number", run.number()))));
        });
        return new PersonRecord(
                leads,
                messages,
                found(traces.refused(), queries::refused),
                found(traces.replays(), queries::replay),
                mentions);
    }

    private static <T> List<T> found(List<String> ids, Function<String, Optional<T>> find) {
        return ids.stream().map(find).flatMap(Optional::stream).toList();
    }

    private static Map<String, String> messages(Handle handle, String lead) {
        Map<String, String> messages = new LinkedHashMap<>();
        handle.createQuery(MESSAGES)
                .bind("lead", lead)
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("payload")))
                .forEach(message -> messages.put(message.getKey(), message.getValue()));
        return messages;
    }

    private static List<Mention> mentions(Handle handle, String query, Map<String, ?> parameters) {
        return handle.createQuery(query)
                .bindMap(parameters)
                .map((row, context) ->
                        new Mention(row.getString("lead_id"), Bind.timeOf(row, "at"), row.getString("said")))
                .list();
    }
}
