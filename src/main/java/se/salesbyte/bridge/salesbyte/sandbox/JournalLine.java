package se.salesbyte.bridge.salesbyte.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;

/** A line of the journal: a quote, or the id of the next one, which outlives those that were erased. */
final class JournalLine {
    private JournalLine() {}

    static String nextId(long id) {
        return "{\"nextId\":" + id + "}\n";
    }

    /** Takes over what the line says; nothing if it is damaged. */
    static void read(String line, SandboxQuotes quotes) {
        SandboxQuote quote = SandboxQuote.fromJson(line);
        if (quote == null) {
            quotes.startAt(startAt(line));
        } else {
            quotes.add(quote);
        }
    }

    private static long startAt(String line) {
        try {
            return SandboxQuote.JSON.readTree(line).path("nextId").asLong();
        } catch (JsonProcessingException e) {
            return 0;
        }
    }
}
