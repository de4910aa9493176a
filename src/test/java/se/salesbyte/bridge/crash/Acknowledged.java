package se.salesbyte.bridge.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The events that were answered with a 2xx, with the lead's id as it was told; in memory and in a file. Thread-safe. */
final class Acknowledged {
    private final Map<Integer, String> leads = new ConcurrentHashMap<>();
    private final Writer file;

    /** @param path read back if it is there */
    Acknowledged(Path path) {
        try {
            if (Files.exists(path)) {
                for (String line : Files.readAllLines(path)) {
                    String[] pair = line.split(" ", 2);
                    leads.put(Integer.parseInt(pair[0]), pair[1]);
                }
            }
            file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void add(int event, String lead) {
        leads.put(event, lead);
        try {
            file.write(event + " " + lead + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int count() {
        return leads.size();
    }

    /** Lead ids by event number. */
    Map<Integer, String> leads() {
        return leads;
    }

    /** The number of the first event after all that were acknowledged. */
    int next() {
        return leads.keySet().stream().mapToInt(number -> number + 1).max().orElse(0);
    }

    /** Those before {@link #next} that are not acknowledged. */
    List<Integer> missing() {
        return IntStream.range(0, next())
                .filter(number -> !leads.containsKey(number))
                .boxed()
                .toList();
    }
}
