package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has used so far, from Linux's own files.
 *
 * @param cpuMillis user and system time of all its threads
 * @param rssMiB of memory in use now
 */
record ProcessStats(long cpuMillis, double rssMiB) {
    private static final int TICKS_A_SECOND = 100; // USER_HZ, the same on every Linux of today
    private static final double KIB = 1024.0;

    static ProcessStats of(long pid) {
        Path folder = Path.of("/proc", String.valueOf(pid));
        try {
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return new ProcessStats(ticks * 1000 / TICKS_A_SECOND, rss(Files.readAllLines(folder.resolve("status"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double rss(List<String> status) {
        return status.stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .sum()
                / KIB;
    }
}
