package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.NewLead;

/** Events that are accepted together: as many as share a commit, from their submission to the disk. */
public class CommitGroup extends WarmPart {
    /** How many events. */
    @Param({"1", "64"})
    public int size = 1;

    private final Path folder = folder();
    private final LeadStore store = LeadStore.sqlite(folder.resolve("bridge.db"), new Nobody());
    private int number;

    /** Returns when all are on disk. */
    @Benchmark
    public int accept() {
        List<CompletableFuture<?>> kept = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            kept.add(store.accept(List.of(event())));
        }
        CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new)).join();
        return number;
    }

    private NewLead event() {
        String id = "event-" + number++;
        return new NewLead(
                "typeform",
                id,
                id.getBytes(StandardCharsets.UTF_8),
                null,
                Instant.now(),
                "application/json",
                Event.body(new Mark(number, 0)),
                null);
    }

    /** On the disk of the project. */
    private static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "commit-group");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TearDown
    public void close() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
