package se.salesbyte.bridge.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A notification in the JSON that Slack's incoming webhooks or Teams' workflows take
 * (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks; Adaptive Cards 1.4 in the envelope of
 * learn.microsoft.com, "Create incoming webhooks with Workflows").
 */
final class ChatMessage {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OPEN = "Open the console";

    private ChatMessage() {}

    static String slack(String payload, ZoneId zone) {
        Words words = Words.of(payload, zone);
        String text = "*" + escaped(words.title()) + "*\n" + escaped(String.join("\n", words.lines())) + "\n<"
                + words.link() + "|" + OPEN + ">";
        return json(Map.of("text", text));
    }

    static String teams(String payload, ZoneId zone) {
        Words words = Words.of(payload, zone);
        List<Object> blocks = new ArrayList<>();
        blocks.add(
                Map.of("type", "TextBlock", "text", words.title(), "weight", "Bolder", "size", "Medium", "wrap", true));
        words.lines().forEach(line -> blocks.add(Map.of("type", "TextBlock", "text", line, "wrap", true)));
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("body", blocks);
        card.put("actions", List.of(Map.of("type", "Action.OpenUrl", "title", OPEN, "url", words.link())));
        return json(Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card))));
    }

    /** What Slack reads as markup: the three characters that it asks to escape. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String json(Map<String, Object> message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
