package se.salesbyte.bridge.crash.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that was ever created, in memory and in a journal, so that a run can go on after a pause. Thread-safe. */
final class CreatedQuotes {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Quote> quotes = new ArrayList<>();
    private final Writer journal;

    CreatedQuotes(Path file) throws IOException {
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                JsonNode kept = JSON.readTree(line);
                quotes.add(new Quote(
                        quotes.size() + 1L,
                        kept.path("lead"),
                        Instant.parse(kept.path("at").asText()),
                        Mishap.of(kept.path("mishap").asText())));
            }
        }
        journal = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    synchronized Quote create(JsonNode lead, Instant at, Mishap mishap) throws IOException {
        Quote quote = new Quote(quotes.size() + 1L, lead, at, mishap);
        journal.write(JSON.createObjectNode()
                .put("at", at.toString())
                .put("mishap", mishap.word())
                .set("lead", lead)
                .toString());
        journal.write('\n');
        journal.flush();
        quotes.add(quote);
        return quote;
    }

    /** Oldest first. */
    synchronized List<Quote> all() {
        return List.copyOf(quotes);
    }

    /** How each key was created, every time. */
    synchronized Map<String, List<Mishap>> byKey() {
        Map<String, List<Mishap>> keys = new LinkedHashMap<>();
        quotes.forEach(quote ->
                keys.computeIfAbsent(quote.email(), key -> new ArrayList<>()).add(quote.mishap()));
        return keys;
    }
}
