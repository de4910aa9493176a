package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Measures the bridge and its baselines by turns, and writes a table, a CSV file and a plot. The runs:
 *
 * <ul>
 *   <li>{@code load}: plain route and bridge, cold, warm, in a burst, and at 200 events a second
 *   <li>{@code disk}: the bare fsync loop at that rate
 *   <li>{@code down}: the bridge at that rate while SalesByte takes no connections
 *   <li>{@code waiting}: the same with a million leads that wait
 *   <li>{@code search}: calls of the console among a million delivered leads, idle and while 1,000 events a second pass, and
 *       what the events pay for it
 *   <li>{@code plain}, {@code bridge}: one half of {@code load}, for a profiler
 * </ul>
 *
 * <p>Starts are measured by {@link StartBench}.
 */
public final class Bench {
    private static final int RATE = 200;
    private static final int BURST_CONNECTIONS = 64;
    private static final int HIGH_RATE = 1_000;
    private static final int MANY = 1_000_000;

    private final BenchSettings settings;
    private final Results results = new Results();

    private Bench(BenchSettings settings) {
        this.settings = settings;
    }

    /**
     * Runs what the arguments name.
     *
     * @param args see {@link BenchSettings}
     */
    public static void main(String[] args) {
        new Bench(BenchSettings.of(args)).run();
    }

    private void run() {
        for (int round = 1; round <= settings.rounds(); round++) {
            for (String run : settings.runs()) {
                switch (run) {
                    case "load" -> {
                        load(Subject.PLAIN, round);
                        load(Subject.BRIDGE, round);
                    }
                    case "plain" -> load(Subject.PLAIN, round);
                    case "bridge" -> load(Subject.BRIDGE, round);
                    case "disk" -> disk(round);
                    case "down" -> down("down", "steady, SalesByte down", 0, round);
                    case "waiting" -> down("waiting", "steady, many waiting", MANY, round);
                    case "search" -> search(round);
                    default ->
                        throw new IllegalArgumentException(
                                "runs=" + run + ": load, disk, down, waiting, search, plain or bridge");
                }
            }
            results.write(settings.folder());
        }
        System.out.println();
        System.out.println(results.table());
    }

    private void load(Subject subject, int round) {
        Path folder = folder(subject.word(), round);
        if (subject == Subject.BRIDGE && settings.stored() > 0) {
            SeedStore.delivered(folder.resolve("home"), settings.stored());
        }
        measure(
                subject,
                "load-" + round,
                folder,
                true,
                List.of(
                        phase("idle", Phase.Kind.IDLE, 0, 5),
                        phase("cold", Phase.Kind.LIVES, settings.lives(), 10),
                        phase("warming up", Phase.Kind.LIVES, settings.lives(), 20),
                        phase("warm", Phase.Kind.LIVES, settings.lives(), 20),
                        phase("settle", Phase.Kind.DRAIN, 0, 0),
                        phase("burst", Phase.Kind.BURST, BURST_CONNECTIONS, 8),
                        phase("drain", Phase.Kind.DRAIN, 0, 0),
                        phase("steady", Phase.Kind.RATE, RATE, 20),
                        phase("last", Phase.Kind.DRAIN, 0, 0)));
    }

    private void down(String run, String name, int waiting, int round) {
        Path folder = folder(run, round);
        if (waiting > 0) {
            SeedStore.waiting(folder.resolve("home"), waiting);
        }
        measure(
                Subject.BRIDGE,
                run + "-" + round,
                folder,
                false,
                List.of(
                        phase("warming up at a steady rate", Phase.Kind.RATE, RATE, 15),
                        phase(name, Phase.Kind.RATE, RATE, 20)));
    }

    private void search(int round) {
        Path folder = folder("search", round);
        SeedStore.delivered(folder.resolve("home"), settings.stored() > 0 ? settings.stored() : MANY);
        Subject.Ports ports = Subject.Ports.free();
        Phase warm = phase("warming up at a high rate", Phase.Kind.RATE, HIGH_RATE, 15);
        Phase alone = phase("high rate", Phase.Kind.RATE, HIGH_RATE, 20);
        Phase watched = phase("high rate, console open", Phase.Kind.RATE, HIGH_RATE, 20);
        try (JavaProcess salesByte = JavaProcess.of(
                        folder.resolve("salesbyte.log"), List.of(), SalesByteMain.class, ports.salesByte());
                JavaProcess bridge = Subject.BRIDGE.start(folder, ports, settings)) {
            salesByte.listening(ports.salesByte());
            console("idle, first look", ports, this::pause);
            console("idle", ports, this::pause);
            List<Phase> phases = List.of(warm, alone);
            provide("search-" + round, folder, ports, bridge, phases);
            console(
                    "1,000 events a second",
                    ports,
                    () -> provide("search-" + round, folder, ports, bridge, List.of(watched)));
        }
    }

    private void provide(String run, Path folder, Subject.Ports ports, JavaProcess bridge, List<Phase> phases) {
        List<Object> args =
                new ArrayList<>(List.of(ports.webhooks(), ports.callbacks(), ports.salesByte(), bridge.pid(), 0));
        phases.forEach(phase -> args.add(phase.text()));
        try (JavaProcess provider =
                JavaProcess.of(folder.resolve("provider.log"), List.of(), ProviderMain.class, args.toArray())) {
            read(Subject.BRIDGE, run, provider.finished());
        }
    }

    private void pause() {
        LockSupport.parkNanos(phase("idle", Phase.Kind.IDLE, 0, 10).time().toNanos());
    }

    private static void console(String name, Subject.Ports ports, Runnable meanwhile) {
        ConsoleReader reader = new ConsoleReader(ports.management());
        try (reader) {
            meanwhile.run();
        }
        System.out.println(name + "\n" + reader.table());
    }

    private void disk(int round) {
        Path folder = folder("disk", round);
        long seconds = Math.max(1, Math.round(20 * settings.time()));
        try (JavaProcess loop = JavaProcess.of(
                folder.resolve("loop.log"), List.of(), FsyncLoop.class, folder.resolve("loop"), RATE, seconds)) {
            Latency latency = ProviderMain.JSON.readValue(loop.finished(), Latency.class);
            Phase phase = phase("steady", Phase.Kind.RATE, RATE, 20);
            Phase.Result result = new Phase.Result(phase, seconds, 0, 0, 0, latency, Latency.NONE, 0, 0, 0, 0);
            results.add("disk", "disk-" + round, result);
            System.out.println("disk " + latency);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Phase phase(String name, Phase.Kind kind, int size, double seconds) {
        return new Phase(name, kind, size, seconds * settings.time());
    }

    private void measure(Subject subject, String run, Path folder, boolean salesByteIsUp, List<Phase> phases) {
        Subject.Ports ports = Subject.Ports.free();
        if (!salesByteIsUp) {
            measure(subject, run, folder, ports, phases);
            return;
        }
        try (JavaProcess salesByte =
                JavaProcess.of(folder.resolve("salesbyte.log"), List.of(), SalesByteMain.class, ports.salesByte())) {
            salesByte.listening(ports.salesByte());
            measure(subject, run, folder, ports, phases);
        }
    }

    private void measure(Subject subject, String run, Path folder, Subject.Ports ports, List<Phase> phases) {
        try (JavaProcess started = subject.start(folder, ports, settings)) {
            List<Object> args =
                    new ArrayList<>(List.of(ports.webhooks(), ports.callbacks(), ports.salesByte(), started.pid(), 0));
            phases.forEach(phase -> args.add(phase.text()));
            try (JavaProcess provider =
                    JavaProcess.of(folder.resolve("provider.log"), List.of(), ProviderMain.class, args.toArray())) {
                read(subject, run, provider.finished());
            }
        }
    }

    private void read(Subject subject, String run, String output) {
        try {
            for (String line :
                    output.lines().filter(line -> line.startsWith("{")).toList()) {
                if (line.startsWith("{\"lost\"")) {
                    ProviderMain.Faults faults = ProviderMain.JSON.readValue(line, ProviderMain.Faults.class);
                    if (!faults.equals(ProviderMain.Faults.NONE)) {
                        results.voided(subject.word(), run, faults);
                    }
                    System.out.println(subject.word() + " " + faults);
                } else {
                    Phase.Result result = ProviderMain.JSON.readValue(line, Phase.Result.class);
                    results.add(subject.word(), run, result);
                    System.out.println(text(subject, result));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Subject subject, Phase.Result result) {
        return String.format(
                Locale.ROOT,
                "%-6s %-10s %4.1f s %6.0f delivered/s %6.0f acked/s %6.3f cpu ms/lead %4.0f MiB; refused %d;"
                        + " ack %.2f/%.2f/%.0f ms; called %.2f/%.2f/%.0f ms",
                subject.word(),
                result.phase().name(),
                result.seconds(),
                result.deliveredPerSecond(),
                result.acknowledgedPerSecond(),
                result.cpuMillisPerLead(),
                result.rssMiB(),
                result.refused(),
                result.acknowledgement().p50(),
                result.acknowledgement().p99(),
                result.acknowledgement().max(),
                result.untilCalled().p50(),
                result.untilCalled().p99(),
                result.untilCalled().max());
    }

    /** An empty one. */
    private Path folder(String name, int round) {
        Path folder = settings.folder().resolve(name + "-" + round);
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
