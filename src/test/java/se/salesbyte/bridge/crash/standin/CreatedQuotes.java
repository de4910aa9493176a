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
import java.util.TreeMap;

/** Everything that was ever created, in memory and in a journal, so that a run can go on after a pause. Thread-safe. */
final class CreatedQuotes {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Quote> quotes = new ArrayList<>();
    private final Map<Mishap, Integer> refusals = new TreeMap<>();
    private final Writer journal;

    CreatedQuotes(Path file) throws IOException {
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                JsonNode kept = JSON.readTree(line);
                Mishap mishap = Mishap.of(kept.path("mishap").asText());
                if (!mishap.creates()) {
                    refusals.merge(mishap, 1, Integer::sum);
                    continue;
                }
                quotes.add(new Quote(
                        quotes.size() + 1L,
                        kept.path("lead"),
                        Instant.parse(kept.path("at").asText()),
                        mishap));
            }
        }
        journal = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    synchronized Quote create(JsonNode lead, Instant at, Mishap mishap) throws IOException {
        Quote quote = new Quote(quotes.size() + 1L, lead, at, mishap);
        write(JSON.createObjectNode()
                .put("at", at.toString())
                .put("mishap", mishap.word())
                .set("lead", lead));
        quotes.add(quote);
        return quote;
    }

    /** Nothing was created. */
    synchronized void refuse(Mishap mishap) throws IOException {
        write(JSON.createObjectNode().put("mishap", mishap.word()));
        refusals.merge(mishap, 1, Integer::sum);
    }

    /** How often nothing was created, by what happened instead. */
    synchronized Map<Mishap, Integer> refusals() {
        return new TreeMap<>(refusals);
    }

    private void write(JsonNode line) throws IOException {
        journal.write(line.toString());
        journal.write('\n');
        journal.flush();
    }

    /** Oldest first. */
    synchronized List<Quote> all() {
        return List.copyOf(quotes);
    }

    /** How each key was created, every time. */
    synchronized Map<String, List<Creation>> byKey() {
        Map<String, List<Creation>> keys = new LinkedHashMap<>();
        quotes.forEach(quote -> keys.computeIfAbsent(quote.message(), key -> new ArrayList<>())
                .add(new Creation(quote.id(), quote.mishap())));
        return keys;
    }
}
