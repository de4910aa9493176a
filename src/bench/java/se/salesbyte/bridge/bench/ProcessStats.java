package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process has used so far, from Linux's own files.
 *
 * @param cpuMillis user and system time of all its threads
 * @param rssMiB of memory in use now
 */
record ProcessStats(long cpuMillis, double rssMiB) {
    private static final int TICKS_A_SECOND = 100; // USER_HZ, the same on every Linux of today
    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final int CUTIME = 13;
    private static final int CSTIME = 14;
    /** user, nice, system, irq, softirq; steal is not ours. */
    private static final List<Integer> BUSY = List.of(1, 2, 3, 6, 7);

    private static final double KIB = 1024.0;

    /** All of them together. */
    static ProcessStats of(List<Long> pids) {
        List<ProcessStats> all = pids.stream().map(ProcessStats::of).toList();
        return new ProcessStats(
                all.stream().mapToLong(ProcessStats::cpuMillis).sum(),
                all.stream().mapToDouble(ProcessStats::rssMiB).sum());
    }

    /** Of a process, those that it started and that run, and its children that have ended; 0 if the pid is. */
    static long cpuMillisOfTree(long pid) {
        if (pid == 0) {
            return 0;
        }
        ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
        return millis(ticks(pid, UTIME, STIME, CUTIME, CSTIME))
                + first.descendants()
                        .mapToLong(each -> millis(ticks(each.pid(), UTIME, STIME)))
                        .sum();
    }

    /** Of the whole machine since its start, without idle time and waiting for disks. */
    static long cpuMillisOfMachine() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElseThrow().split(" +", -1);
            return millis(BUSY.stream()
                    .mapToLong(field -> Long.parseLong(fields[field]))
                    .sum());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProcessStats of(long pid) {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        try {
            return new ProcessStats(millis(ticks(pid, UTIME, STIME)), rss(Files.readAllLines(status)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long millis(long ticks) {
        return ticks * 1000 / TICKS_A_SECOND;
    }

    /** The sum of fields of its {@code stat}, counted from the one after its name; 0 if it has just ended. */
    private static long ticks(long pid, int... which) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Arrays.stream(which)
                    .mapToLong(field -> Long.parseLong(fields[field]))
                    .sum();
        } catch (NoSuchFileException ended) {
            return 0;
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
