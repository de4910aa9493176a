package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How to run it.
 *
 * @param runs which; see {@link Bench}
 * @param rounds how often everything is measured
 * @param time by which the length of every phase is multiplied
 * @param slots leads that may be on their way to SalesByte at once, and workers of the plain route
 * @param lives in flight at full load
 * @param jvm options of both beside those of {@code bin/bridge}
 * @param stored how many delivered leads the store has before the runs {@code load} and {@code steady}
 * @param folder for stores, logs and results, on the disk that is to be measured
 */
record BenchSettings(
        List<String> runs, int rounds, double time, int slots, int lives, List<String> jvm, int stored, Path folder) {
    private static final Pattern JVM_OPTIONS = Pattern.compile("(?:memory|collector|inlining)='(.*)'");

    /** From {@code name=value}; what is not named has its default. */
    static BenchSettings of(String... args) {
        Map<String, String> given = Arrays.stream(args)
                .map(arg -> arg.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new BenchSettings(
                List.of(given.getOrDefault("runs", "load,disk,down,waiting").split(",", -1)),
                Integer.parseInt(given.getOrDefault("rounds", "3")),
                Double.parseDouble(given.getOrDefault("time", "1")),
                Integer.parseInt(given.getOrDefault("slots", "64")),
                Integer.parseInt(given.getOrDefault("lives", "512")),
                words(given.getOrDefault("jvm", "")),
                Integer.parseInt(given.getOrDefault("stored", "0")),
                Path.of(given.getOrDefault("folder", "target/bench")));
    }

    /** The plain route runs as the bridge does, but for the archive of classes. */
    List<String> plainJvm() {
        try {
            List<String> options = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of("bin", "bridge"))) {
                Matcher set = JVM_OPTIONS.matcher(line);
                if (set.matches()) {
                    options.addAll(words(set.group(1)));
                }
            }
            options.addAll(jvm);
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +", -1));
    }
}
