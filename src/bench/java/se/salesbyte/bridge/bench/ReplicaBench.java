package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.DatabaseServer;
import se.salesbyte.bridge.testing.FreePort;

/**
 * Measures replicas on one PostgreSQL, all on this machine: one and three by turns, each round with a new database that
 * keeps what it commits ({@code fsync} on). Warms up for long, as three JVMs compile the same code on the processors that
 * they are measured on. Prints a line for each phase and a table, which it writes to {@code
 * replicas.md} too.
 */
public final class ReplicaBench {
    private static final List<String> DEFAULTS = List.of("1", "3", "1", "3", "target/bench");
    private static final String DELIVERING = "whole lives";
    private static final String ACKNOWLEDGING = "burst";
    private static final List<Phase> PHASES = List.of(
            new Phase("warming up", Phase.Kind.LIVES, 512, 90),
            new Phase(DELIVERING, Phase.Kind.LIVES, 512, 15),
            new Phase("settle", Phase.Kind.DRAIN, 0, 0),
            new Phase("warming up", Phase.Kind.BURST, 64, 10),
            new Phase(ACKNOWLEDGING, Phase.Kind.BURST, 64, 15),
            new Phase("drain", Phase.Kind.DRAIN, 0, 0));
    private static final String SLOTS = "64";

    private final Path folder;
    private final List<Round> rounds = new ArrayList<>();

    /** What a phase of a round came to. */
    private record Round(int replicas, Phase.Result result) {
        boolean is(String phase) {
            return result.phase().name().equals(phase);
        }
    }

    private ReplicaBench(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs all rounds.
     *
     * @param args the number of replicas of each round, and last the folder for data and results, on the disk that is to
     *     be measured; as {@code 1 3 1 3 target/bench} if there are none
     */
    public static void main(String[] args) {
        List<String> given = args.length == 0 ? DEFAULTS : Arrays.asList(args);
        int last = given.size() - 1;
        ReplicaBench bench = new ReplicaBench(Path.of(given.get(last)));
        for (int round = 0; round < last; round++) {
            bench.measure(round + 1, Integer.parseInt(given.get(round)));
        }
        bench.report();
    }

    private void measure(int round, int replicas) {
        Path data = empty("replicas-" + round);
        int salesByte = FreePort.find();
        int callbacks = FreePort.find();
        List<JavaProcess> started = new ArrayList<>();
        try (DatabaseServer server = DatabaseServer.in(data.resolve("postgresql"));
                JavaProcess standIn =
                        JavaProcess.of(data.resolve("salesbyte.log"), List.of(), SalesByteMain.class, salesByte)) {
            standIn.listening(salesByte);
            Database database = server.database();
            List<String> ports = new ArrayList<>();
            for (int replica = 1; replica <= replicas; replica++) {
                int port = FreePort.find();
                ports.add(String.valueOf(port));
                started.add(start(data.resolve("replica-" + replica), port, salesByte, callbacks, database));
            }
            List<Object> args = new ArrayList<>(List.of(
                    String.join(",", ports),
                    callbacks,
                    salesByte,
                    started.stream().map(each -> String.valueOf(each.pid())).collect(Collectors.joining(",")),
                    server.processes().get(0).pid()));
            PHASES.forEach(phase -> args.add(phase.text()));
            try (JavaProcess provider =
                    JavaProcess.of(data.resolve("provider.log"), List.of(), ProviderMain.class, args.toArray())) {
                read(replicas, provider.finished());
            }
        } finally {
            started.forEach(JavaProcess::close);
        }
    }

    private static JavaProcess start(Path home, int port, int salesByte, int callbacks, Database database) {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new BridgeHome(home)
                .live("http://127.0.0.1:" + salesByte)
                .set("camel.server.port", String.valueOf(port))
                .set("typeform.secret", Event.SECRET)
                .set("salesbyte.max-concurrency", SLOTS)
                .set("bridge.callback.url", "http://127.0.0.1:" + callbacks + "/callback")
                .set("bridge.callback.secret", Event.SECRET)
                .set("bridge.store.url", database.url())
                .set("bridge.store.user", Database.USER)
                .set("bridge.store.password", Database.PASSWORD)
                .write();
        return JavaProcess.bridge(home.resolve("bridge.log"), List.of(), home).listening(port);
    }

    private void read(int replicas, String output) {
        try {
            for (String line :
                    output.lines().filter(line -> line.startsWith("{")).toList()) {
                if (line.startsWith("{\"lost\"")) {
                    ProviderMain.Faults faults = ProviderMain.JSON.readValue(line, ProviderMain.Faults.class);
                    System.out.println(replicas + " " + faults);
                    if (!faults.equals(ProviderMain.Faults.NONE)) {
                        throw new IllegalStateException("the round is void: " + faults);
                    }
                } else {
                    Round round = new Round(replicas, ProviderMain.JSON.readValue(line, Phase.Result.class));
                    rounds.add(round);
                    System.out.println(text(round));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Round round) {
        Phase.Result result = round.result();
        return String.format(
                Locale.ROOT,
                "%d replicas, %s, %.1f s: %.0f acknowledged/s, %.0f delivered/s, ack %.1f/%.1f/%.0f ms, refused %d;"
                        + " CPU s: replicas %.1f, database %.1f, machine %.1f",
                round.replicas(),
                result.phase().name(),
                result.seconds(),
                result.acknowledgedPerSecond(),
                result.deliveredPerSecond(),
                result.acknowledgement().p50(),
                result.acknowledgement().p99(),
                result.acknowledgement().max(),
                result.refused(),
                result.cpuMillis() / 1000.0,
                result.databaseCpuMillis() / 1000.0,
                result.machineCpuMillis() / 1000.0);
    }

    private void report() {
        List<Integer> counts =
                rounds.stream().map(Round::replicas).distinct().sorted().toList();
        StringBuilder table = new StringBuilder("| figure |");
        counts.forEach(count -> table.append(' ').append(count).append(count == 1 ? " replica |" : " replicas |"));
        table.append(" ratio, most to fewest |\n|---|")
                .append("---|".repeat(counts.size() + 1))
                .append('\n');
        row(table, counts, "acknowledged a second, 64 callers", ACKNOWLEDGING, Phase.Result::acknowledgedPerSecond);
        row(table, counts, "acknowledgement p50, ms", ACKNOWLEDGING, result -> result.acknowledgement()
                .p50());
        row(table, counts, "acknowledgement p99, ms", ACKNOWLEDGING, result -> result.acknowledgement()
                .p99());
        row(table, counts, "database's share of the CPU used, burst", ACKNOWLEDGING, ReplicaBench::databaseShare);
        row(table, counts, "delivered a second, 512 under way", DELIVERING, Phase.Result::deliveredPerSecond);
        row(table, counts, "database's share of the CPU used, whole lives", DELIVERING, ReplicaBench::databaseShare);
        row(table, counts, "CPU ms of replicas for a lead", DELIVERING, Phase.Result::cpuMillisPerLead);
        row(
                table,
                counts,
                "CPU ms of the database for a lead",
                DELIVERING,
                result -> (double) result.databaseCpuMillis() / result.calledBack());
        System.out.println("\n" + table);
        try {
            Files.writeString(folder.resolve("replicas.md"), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void row(
            StringBuilder table,
            List<Integer> counts,
            String figure,
            String phase,
            ToDoubleFunction<Phase.Result> value) {
        List<Measured> measured = counts.stream()
                .map(count -> new Measured(rounds.stream()
                        .filter(round -> round.replicas() == count && round.is(phase))
                        .map(round -> value.applyAsDouble(round.result()))
                        .toList()))
                .toList();
        table.append("| ").append(figure).append(" |");
        measured.forEach(each -> table.append(' ').append(each.text()).append(" |"));
        Measured ratio = measured.get(measured.size() - 1).dividedBy(measured.get(0));
        table.append(' ').append(counts.size() == 1 ? "" : ratio.text()).append(" |\n");
    }

    private static double databaseShare(Phase.Result result) {
        return (double) result.databaseCpuMillis() / result.machineCpuMillis();
    }

    /** An empty one. */
    private Path empty(String name) {
        Path made = folder.resolve(name);
        try {
            if (Files.exists(made)) {
                try (Stream<Path> files = Files.walk(made)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
