package se.salesbyte.bridge.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/** How often an event was answered so that it is posted again, by the status; in memory and in a file. Thread-safe. */
final class Refusals {
    /** The only one that a provider may see: it posts again. */
    static final String STORE_UNAVAILABLE = "503";

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Writer file;

    /** @param path read back if it is there */
    Refusals(Path path) {
        try {
            if (Files.exists(path)) {
                Files.readAllLines(path).forEach(line -> counts.merge(line, 1, Integer::sum));
            }
            file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(int status) {
        add(String.valueOf(status));
    }

    /** A 2xx that names no lead: a provider would take it as kept. */
    void addWithoutLead(int status) {
        add(status + " without a lead's id");
    }

    /** By what was answered. */
    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    private synchronized void add(String answer) {
        counts.merge(answer, 1, Integer::sum);
        try {
            file.write(answer + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
