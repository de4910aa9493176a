package se.salesbyte.bridge.console.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of the page in one language, so that a better wording breaks no story. */
final class Words {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final JsonNode texts;

    private Words(JsonNode texts) {
        this.texts = texts;
    }

    /** Those of that language's file, such as {@code en}. */
    static Words in(String language) {
        String file = "/se/salesbyte/bridge/console/page/" + language + ".json";
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            return new Words(JsonMapper.builder().build().readTree(Objects.requireNonNull(in, file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode texts() {
        return texts;
    }

    /** The text of that key, its places filled in turn; of several forms the one for {@code n}, if that is a place. */
    String of(String key, Object... values) {
        JsonNode text = texts.path(key);
        if (text.isObject()) {
            boolean one = values.length > 0 && values[0].equals(1) && text.has("one");
            text = text.path(one ? "one" : "other");
        }
        if (!text.isTextual()) {
            throw new IllegalArgumentException("no text " + key);
        }
        Matcher places = PLACE.matcher(text.asText());
        StringBuilder filled = new StringBuilder();
        for (int i = 0; places.find(); i++) {
            places.appendReplacement(filled, Matcher.quoteReplacement(String.valueOf(values[i])));
        }
        return places.appendTail(filled).toString();
    }
}
