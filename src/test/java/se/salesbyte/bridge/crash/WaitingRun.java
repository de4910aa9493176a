package se.salesbyte.bridge.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import se.salesbyte.bridge.crash.standin.SalesByteProcess;
import se.salesbyte.bridge.crash.standin.StandInSettings;
import se.salesbyte.bridge.store.LeadStore;
import se.salesbyte.bridge.store.NewLead;
import se.salesbyte.bridge.store.StoreSignals;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;
import se.salesbyte.bridge.testing.FreePort;

/** How a restart and the memory fare with many leads waiting; the bridge runs as shipped, with 256 MiB of heap at most. */
final class WaitingRun {
    private static final Pattern USED = Pattern.compile(
            "^ *(?:garbage-first heap|def new generation|tenured generation).* used (\\d+)K", Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RATE = 50;
    private static final int LEADS_BEFORE_THE_HEAP_IS_READ = 500;
    private static final int BATCH = 500;
    private static final int READINGS = 3;

    private final Path folder;

    /** From the start of the process. */
    record Restart(int waiting, Duration acknowledged, Duration delivered) {}

    /** After collecting garbage. */
    record Heap(int waiting, long kibibytes) {}

    /** @param folder an empty one */
    WaitingRun(Path folder) {
        this.folder = folder;
    }

    /** Until the first event is acknowledged, and until the first lead is delivered. */
    Restart restart(int waiting) throws IOException {
        Path homeFolder = filled("restart-" + waiting, waiting);
        StandInSettings standIn = new StandInSettings(
                FreePort.find(),
                FreePort.find(),
                folder.resolve("created.journal").toString(),
                1,
                0,
                CrashRun.API_TOKEN,
                BATCH);
        try (SalesByteProcess salesByte = SalesByteProcess.start(standIn)) {
            return restart(BridgeStarts.home(homeFolder, salesByte.url(), Policy.HOLD), waiting);
        }
    }

    private Restart restart(BridgeHome home, int waiting) {
        StoredLeads store = new StoredLeads(new SqliteDatabase(home.folder()));
        try (Load load = load(home, waiting)) {
            load.start();
            load.mark();
            long startedAt = System.nanoTime();
            try (BridgeProcess bridge = BridgeProcess.start(home)) {
                bridge.awaitRunning();
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(store::isAnyDelivered);
                Duration delivered = Duration.ofNanos(System.nanoTime() - startedAt);
                await().atMost(PATIENCE).until(() -> load.untilAcknowledged().isPresent());
                return new Restart(waiting, load.untilAcknowledged().orElseThrow(), delivered);
            }
        }
    }

    /** What the heap holds while SalesByte is down and that many leads wait for it. */
    Heap heap(int waiting) throws IOException {
        Path homeFolder = filled("heap-" + waiting, waiting);
        BridgeHome home = BridgeStarts.home(homeFolder, "http://127.0.0.1:" + FreePort.find(), Policy.HOLD);
        try (BridgeProcess bridge = BridgeProcess.start(home);
                Load load = load(home, waiting)) {
            bridge.awaitRunning();
            load.start();
            await().atMost(PATIENCE).until(() -> load.acknowledged() > LEADS_BEFORE_THE_HEAP_IS_READ);
            load.onlyAgain();
            List<Long> readings = new ArrayList<>();
            for (int i = 0; i < READINGS; i++) {
                jcmd(bridge, "GC.run");
                readings.add(USED.matcher(jcmd(bridge, "GC.heap_info"))
                        .results()
                        .mapToLong(used -> Long.parseLong(used.group(1)))
                        .sum());
            }
            return new Heap(
                    waiting, readings.stream().mapToLong(Long::longValue).min().orElseThrow());
        }
    }

    private static String jcmd(BridgeProcess bridge, String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(bridge.pid()),
                        command)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    }

    /** Its events are none of those that wait. */
    private Load load(BridgeHome home, int waiting) {
        return new Load(
                List.of(home.webhooks()),
                1_000_000L + waiting,
                RATE,
                new Acknowledged(folder.resolve("acknowledged-" + home.folder().getFileName())),
                new Refusals(folder.resolve("refusals-" + home.folder().getFileName())));
    }

    /** A home whose store holds that many leads, as they come in while SalesByte is down. */
    private Path filled(String name, int waiting) throws IOException {
        Path home = folder.resolve(name);
        Path data = Files.createDirectories(home.resolve("data"));
        try (LeadStore store = LeadStore.sqlite(data.resolve("bridge.db"), new NobodyWaits())) {
            List<CompletableFuture<?>> batches = new ArrayList<>();
            for (int from = 0; from < waiting; from += BATCH) {
                batches.add(store.accept(IntStream.range(from, Math.min(waiting, from + BATCH))
                        .mapToObj(WaitingRun::lead)
                        .toList()));
                if (batches.size() == 16) {
                    batches.forEach(CompletableFuture::join);
                    batches.clear();
                }
            }
            batches.forEach(CompletableFuture::join);
        }
        return home;
    }

    private static NewLead lead(int number) {
        SignedEvent event = new SignedEvent(0, number);
        return new NewLead(
                SignedEvent.SOURCE,
                event.id(),
                event.id().getBytes(UTF_8),
                null,
                Instant.now(),
                "application/json",
                event.body(),
                null);
    }

    /** The store is only filled. */
    private static final class NobodyWaits implements StoreSignals {
        @Override
        public void leadDue(String source, Instant at) {
            // nobody delivers yet
        }

        @Override
        public void messageDue(String outbox, Instant at) {
            // there is none
        }
    }
}
