package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import se.salesbyte.bridge.store.KeepLeads;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.NewLead;

/**
 * What the deletion of old leads costs those who wait for an acknowledgement: events come at a steady rate, whether or not
 * earlier ones are on disk, for a while without and for as long with it, by turns on one store. Latency counts from when
 * an event was due to its commit.
 */
public final class RetentionBench {
    private static final int RATE = 200;
    private static final long LONGEST_MICROS = 3_600_000_000L;
    private static final Duration KEEP = Duration.ofDays(1);
    private static final double WARM_UP = 0.5;

    private final Path folder;
    private final int seconds;
    private final List<Latency> without = new ArrayList<>();
    private final List<Latency> with = new ArrayList<>();
    private int number;
    private long purged;

    private RetentionBench(Path folder, int seconds) {
        this.folder = folder;
        this.seconds = seconds;
    }

    /**
     * Fills a store, measures, and prints a table.
     *
     * @param args how many old leads (200,000 if left out), seconds (20), rounds (3)
     */
    public static void main(String[] args) throws IOException {
        int leads = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "retention-bench");
        try {
            SeedStore.delivered(folder, leads);
            RetentionBench bench = new RetentionBench(folder, seconds);
            for (int round = 0; round < rounds; round++) {
                bench.round();
            }
            bench.print();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void round() {
        try (LeadStore store = LeadStore.sqlite(folder.resolve("data").resolve("bridge.db"), new Nobody())) {
            accept(store, Math.round(seconds * WARM_UP));
            without.add(accept(store, seconds));
            store.retention().start(KeepLeads.all(KEEP), Clock.systemUTC());
            with.add(accept(store, seconds));
            long before = store.retention().purged();
            purged += before;
            accept(store, 1);
            if (store.retention().purged() == before) {
                throw new IllegalStateException("there was too little to delete: fill in more leads");
            }
        }
    }

    private Latency accept(LeadStore store, long time) {
        Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        long interval = TimeUnit.SECONDS.toNanos(1) / RATE;
        long began = System.nanoTime();
        for (long at = 0; at < TimeUnit.SECONDS.toNanos(time); at += interval) {
            long due = began + at;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            store.accept(List.of(event()))
                    .thenRun(() -> micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due)));
        }
        store.accept(List.of(event())).join(); // the last one
        return Latency.of(micros);
    }

    private NewLead event() {
        String id = "event-" + number++;
        return new NewLead(
                "typeform",
                id,
                id.getBytes(StandardCharsets.UTF_8),
                null,
                Instant.now(Clock.systemUTC()),
                "application/json",
                Event.body(new Mark(number, 0)),
                null);
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "%,.0f leads deleted a second%n%n| on disk, ms | kept | while old ones are deleted | ratio |%n|---|---|---|---|%n",
                (double) purged / seconds / with.size());
        line("p50", Latency::p50);
        line("p99", Latency::p99);
        line("max", Latency::max);
    }

    private void line(String name, ToDoubleFunction<Latency> value) {
        Measured kept = new Measured(without.stream().mapToDouble(value).boxed().toList());
        Measured deleting =
                new Measured(with.stream().mapToDouble(value).boxed().toList());
        System.out.println("| " + name + " | " + kept.text() + " | " + deleting.text() + " | "
                + deleting.dividedBy(kept).text() + " |");
    }
}
