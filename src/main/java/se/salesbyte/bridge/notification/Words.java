package se.salesbyte.bridge.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notification as a person reads it, in Slack, Teams or a mail. Of a customer it says nothing: whoever follows the link
 * sees more, if he may.
 *
 * @param title a few words, in one line
 * @param lines what happened, since when, what to do
 * @param link to the console
 */
record Words(String title, List<String> lines, String link) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> REASONS = Map.of(
            "mapping", "its mapping could not read the event",
            "validation", "what its mapping made of the event is not valid",
            "configuration", "SalesByte does not know the uuid or quote profile, or does not let it in",
            "rejected", "SalesByte rejected it",
            "exhausted", "SalesByte took it at none of the attempts",
            "unknown-outcome", "it was sent, and nobody knows whether SalesByte has it");
    private static final Map<String, String> ACTIONS = Map.of(
            "mapping", "mend the mapping and replay the lead",
            "validation", "mend the mapping, or change the field and replay the lead",
            "configuration", "compare uuid and quote profile with SalesByte, then replay the lead",
            "rejected", "see in the console what SalesByte says, change the field and replay the lead",
            "exhausted", "once SalesByte takes leads again, replay it",
            "unknown-outcome", "look for the customer in SalesByte, then settle the lead in the console");

    /**
     * The words of a message.
     *
     * @param payload JSON in the shape of Standard Webhooks
     * @param zone in which times are told
     */
    static Words of(String payload, ZoneId zone) {
        JsonNode event = read(payload);
        JsonNode data = event.path("data");
        return data.has("lead") ? ofLead(event, data, zone) : ofSystem(data, zone);
    }

    private static Words ofSystem(JsonNode data, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add(sentence(data.path("message").asText()));
        add(lines, "Since ", data.has("since") ? time(data.path("since").asText(), zone) : null);
        data.path("causes").forEach(cause -> lines.add("- " + cause.asText()));
        for (String todo : List.of("action", "resume")) {
            add(lines, "What to do: ", data.has(todo) ? data.path(todo).asText() : null);
        }
        return new Words(
                data.path("title").asText(), lines, data.path("console").asText());
    }

    private static Words ofLead(JsonNode event, JsonNode data, ZoneId zone) {
        JsonNode lead = data.path("lead");
        JsonNode failure = data.path("failure");
        String source = lead.path("source").asText();
        boolean unknown = event.path("type").asText().equals("lead.unknown");
        String reason = failure.path("reason").asText();
        List<String> lines = new ArrayList<>();
        lines.add("Lead " + lead.path("id").asText() + " of " + source + ": " + REASONS.getOrDefault(reason, reason)
                + (failure.path("status").isInt()
                        ? " (" + failure.path("status").asInt() + ")"
                        : "") + ".");
        List<String> fields = new ArrayList<>();
        failure.path("errors").fieldNames().forEachRemaining(fields::add);
        add(lines, "Fields: ", fields.isEmpty() ? null : String.join(", ", fields));
        add(lines, "Received ", time(lead.path("receivedAt").asText(), zone));
        add(lines, "What to do: ", ACTIONS.get(reason));
        String title = unknown ? "A lead of " + source + " is in doubt" : "A lead of " + source + " failed";
        return new Words(title, lines, data.path("console").asText());
    }

    /** All of it in plain text, the link last. */
    String text() {
        return String.join("\n", lines) + "\n\n" + link + "\n";
    }

    private static void add(List<String> lines, String label, @Nullable String value) {
        if (value != null) {
            lines.add(label + value + ".");
        }
    }

    private static String sentence(String words) {
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }

    private static String time(String instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm zzz", Locale.ENGLISH)
                .format(Instant.parse(instant).atZone(zone));
    }

    private static JsonNode read(String payload) {
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
