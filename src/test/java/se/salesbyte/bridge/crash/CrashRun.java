package se.salesbyte.bridge.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import se.salesbyte.bridge.crash.standin.SalesByteProcess;
import se.salesbyte.bridge.crash.standin.StandInSettings;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;
import se.salesbyte.bridge.testing.FreePort;

/** A whole run: cycles under load until there were kills and leads enough, then the end of all deliveries, then counting. */
final class CrashRun {
    static final int SLOTS = 16;
    static final String API_TOKEN = "crash-api-token";

    private static final Duration PATIENCE_AT_THE_END = Duration.ofMinutes(5);
    private static final int PAGE_SIZE = 500;

    private final CrashSettings settings;
    private final Path folder;
    private final List<KillPoint> deck;
    private final PowerSwitch power;
    private final List<CycleResult> cycles;

    /** What came of it; see {@link Refusals}. */
    record Result(CrashSettings settings, List<CycleResult> cycles, Tally tally, Map<String, Integer> refusals) {
        /** The most leads that one kill left in doubt. */
        int mostInDoubt() {
            return cycles.stream().mapToInt(CycleResult::inDoubt).max().orElse(0);
        }

        int inDoubt() {
            return cycles.stream().mapToInt(CycleResult::inDoubt).sum();
        }

        /** Without the last start, which nobody kills. */
        int kills() {
            return cycles.size() - 1;
        }

        /** Of the kills that were to fall at a failpoint, how many did; 1 if there was none. */
        double shareAtFailpoints() {
            return cycles.stream()
                    .filter(cycle -> cycle.point().failpoint().isPresent())
                    .mapToInt(cycle -> cycle.asPlanned() ? 1 : 0)
                    .average()
                    .orElse(1);
        }

        /** Those at which a kill was to fall and none did, though it was tried that often. */
        List<KillPoint> neverReached(int tries) {
            return Arrays.stream(KillPoint.values())
                    .filter(point -> {
                        List<CycleResult> tried = cycles.stream()
                                .filter(cycle -> cycle.point() == point)
                                .toList();
                        return tried.size() >= tries && tried.stream().noneMatch(CycleResult::asPlanned);
                    })
                    .toList();
        }

        List<Report.Kill> byKill() {
            return IntStream.range(0, kills())
                    .mapToObj(i -> new Report.Kill(cycles.get(i), cycles.get(i + 1)))
                    .toList();
        }
    }

    /**
     * @param folder of the run: an empty one, or that of a run that was broken off and now goes on
     * @param deck where kills fall
     * @param power of the disk that {@code home/data} in that folder is on
     */
    CrashRun(CrashSettings settings, Path folder, List<KillPoint> deck, PowerSwitch power) {
        this.settings = settings;
        this.folder = folder;
        this.deck = deck;
        this.power = power;
        this.cycles = new ArrayList<>(before());
    }

    Result run() throws IOException {
        System.out.printf(
                "crash: seed %d, %s, %d kills, %d leads, %d/s, cycle %d first%n",
                settings.seed(),
                settings.policy().word(),
                settings.kills(),
                settings.leads(),
                settings.rate(),
                cycles.size());
        StandInSettings standIn = new StandInSettings(
                FreePort.find(),
                FreePort.find(),
                folder.resolve("created.journal").toString(),
                settings.seed(),
                settings.trouble(),
                API_TOKEN,
                PAGE_SIZE);
        Acknowledged acknowledged = new Acknowledged(folder.resolve("acknowledged.log"));
        Refusals refusals = new Refusals(folder.resolve("refusals.log"));
        Path homeFolder = created(folder.resolve("home"));
        try (SalesByteProcess salesByte = SalesByteProcess.start(standIn)) {
            BridgeHome home = BridgeStarts.home(homeFolder, salesByte.url(), settings.policy());
            BridgeStarts starts = new BridgeStarts(home, folder);
            try (Load load =
                    new Load(List.of(home.webhooks()), settings.seed(), settings.rate(), acknowledged, refusals)) {
                load.start();
                StoredLeads store = new StoredLeads(new SqliteDatabase(homeFolder));
                RunCycle runCycle = new RunCycle(starts, load, store, power);
                while (cycles.size() < settings.kills() || acknowledged.count() < settings.leads()) {
                    keep(runCycle.run(Cycle.of(settings.seed(), cycles.size(), deck)));
                }
                finish(starts, load, store);
                Tally tally = Tally.of(settings.seed(), acknowledged.leads(), store, salesByte);
                return new Result(settings, cycles, tally, refusals.counts());
            }
        }
    }

    /** One more start, that nobody kills: everything comes to its end. */
    private void finish(BridgeStarts starts, Load load, StoredLeads store) {
        try (BridgeProcess bridge = starts.plain()) {
            bridge.awaitRunning();
            load.onlyAgain();
            await().atMost(PATIENCE_AT_THE_END)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> load.outstanding() == 0 && store.unfinished() == 0);
            cycles.add(new CycleResult(cycles.size(), KillPoint.ANY_TIME, false, -1, -1, 0, load.acknowledged()));
            if (bridge.terminate().exitCode() != 0) {
                throw new IllegalStateException("the bridge did not stop cleanly:\n" + bridge.output());
            }
        }
    }

    private void keep(CycleResult cycle) {
        cycles.add(cycle);
        System.out.println("crash: " + cycle.line());
        try {
            Files.writeString(cyclesFile(), cycle.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<CycleResult> before() {
        try {
            return Files.exists(cyclesFile())
                    ? Files.readAllLines(cyclesFile()).stream()
                            .map(CycleResult::of)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path cyclesFile() {
        return folder.resolve("cycles.log");
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
