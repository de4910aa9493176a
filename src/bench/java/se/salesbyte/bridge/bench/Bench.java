package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import se.salesbyte.bridge.testing.FreePort;

/** Measures bridge and baselines by turns, and writes a table, a CSV file and a plot. */
public final class Bench {
    private final BenchSettings settings;

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
            for (Subject subject : Subject.all()) {
                if (settings.runs().contains(subject.word()) || settings.runs().contains("load")) {
                    load(subject, settings.folder().resolve("load-" + subject.word() + "-" + round));
                }
            }
        }
    }

    private List<Phase.Result> load(Subject subject, Path folder) {
        return measure(
                subject,
                folder,
                List.of(
                        phase("cold", Phase.Kind.LIVES, settings.lives(), 10),
                        phase("warming up", Phase.Kind.LIVES, settings.lives(), 20),
                        phase("warm", Phase.Kind.LIVES, settings.lives(), 20),
                        phase("settle", Phase.Kind.DRAIN, 0, 0),
                        phase("burst", Phase.Kind.BURST, 64, 8),
                        phase("drain", Phase.Kind.DRAIN, 0, 0),
                        phase("steady", Phase.Kind.RATE, 200, 20),
                        phase("last", Phase.Kind.DRAIN, 0, 0)));
    }

    private Phase phase(String name, Phase.Kind kind, int size, double seconds) {
        return Phase.parse(name + ":" + kind + ":" + size + ":" + seconds * settings.time());
    }

    private List<Phase.Result> measure(Subject subject, Path folder, List<Phase> phases) {
        clear(folder);
        Subject.Ports ports = new Subject.Ports(FreePort.find(), FreePort.find(), FreePort.find());
        try (JavaProcess salesByte =
                JavaProcess.of(folder.resolve("salesbyte.log"), List.of(), SalesByteMain.class, ports.salesByte())) {
            salesByte.listening(ports.salesByte());
            try (JavaProcess started = subject.start(folder, ports, settings)) {
                List<Object> args =
                        new ArrayList<>(List.of(ports.webhooks(), ports.callbacks(), ports.salesByte(), started.pid()));
                phases.forEach(phase -> args.add(phase.text()));
                try (JavaProcess provider =
                        JavaProcess.of(folder.resolve("provider.log"), List.of(), ProviderMain.class, args.toArray())) {
                    return results(subject, provider.finished());
                }
            }
        }
    }

    private static List<Phase.Result> results(Subject subject, String output) {
        List<String> lines = output.lines().filter(line -> line.startsWith("{")).toList();
        try {
            List<Phase.Result> results = new ArrayList<>();
            for (String line : lines.subList(0, lines.size() - 1)) {
                Phase.Result result = ProviderMain.JSON.readValue(line, Phase.Result.class);
                System.out.println(text(subject, result));
                results.add(result);
            }
            System.out.println(lines.get(lines.size() - 1));
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Subject subject, Phase.Result result) {
        return String.format(
                Locale.ROOT,
                "%-7s %-10s %5.1f s  %6.0f delivered/s  %6.0f acked/s  %6.3f cpu ms/lead  %4.0f MiB  refused %d  ack %s  called %s",
                subject.word(),
                result.phase().name(),
                result.seconds(),
                result.deliveredPerSecond(),
                result.acknowledgedPerSecond(),
                result.cpuMillisPerLead(),
                result.rssMiB(),
                result.refused(),
                result.acknowledgement(),
                result.untilCalled());
    }

    private static void clear(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
