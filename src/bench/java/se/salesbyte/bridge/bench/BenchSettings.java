package se.salesbyte.bridge.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How to run it.
 *
 * @param runs which; see {@link Bench}
 * @param rounds how often everything is measured
 * @param time by which the length of every phase is multiplied
 * @param slots leads that may be on their way to SalesByte at once, and workers of the plain route
 * @param lives in flight at full load
 * @param jvm options of plain route and bridge alike
 * @param folder for stores, logs and results, on the disk that is to be measured
 */
record BenchSettings(List<String> runs, int rounds, double time, int slots, int lives, List<String> jvm, Path folder) {

    /** From {@code name=value}; what is not named has its default. */
    static BenchSettings of(String... args) {
        Map<String, String> given = Arrays.stream(args)
                .map(arg -> arg.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new BenchSettings(
                List.of(given.getOrDefault("runs", "load,latency").split(",", -1)),
                Integer.parseInt(given.getOrDefault("rounds", "3")),
                Double.parseDouble(given.getOrDefault("time", "1")),
                Integer.parseInt(given.getOrDefault("slots", "64")),
                Integer.parseInt(given.getOrDefault("lives", "512")),
                List.of(given.getOrDefault("jvm", "-Xmx256m").split(" ", -1)),
                Path.of(given.getOrDefault("folder", "target/bench")));
    }
}
