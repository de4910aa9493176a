package se.salesbyte.bridge.crash;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.salesbyte.bridge.crash.standin.Mishap;

/** Writes what runs came to as the page that is published: a section for each run, put together in one file. */
final class Report {
    private static final String SECTION = "section.md";
    private static final String INTRODUCTION =
            """
            # Reliability, measured

            <!-- Written by `mvn verify -Pcrash`: run it again rather than changing it. -->

            The packaged bridge is killed again and again while signed events come in at a steady rate, and is started
            again in the same folder. Whatever was not acknowledged is posted again, as providers do. SalesByte is a
            stand-in in a process of its own that counts creations by a text that is each event's own, and misbehaves: it
            resets connections as soon as they come, resets before it has read the request, creates and then resets,
            creates and answers when the caller has hung up, creates and answers 500, answers 503 or 429, and closes its
            port now and then. In the end, when nothing is due or in hand any more, the acknowledgements, the bridge's
            store and the stand-in's counts are held against each other.

            - **Lost**: acknowledged, but not in the store under the lead id that was told; or delivered by the store, and
              never created.
            - **Created twice**: one event, more than one creation.
            - **Kept twice**: one event, more than one lead in the store.
            - **Delivered as another's quote**: the store names a quote that was not created for that event. One in thirty
              events is of the same customer as the one right before it, so that looking up by customer is put to the test.
            - **Unknown**: the bridge does not know whether the call created the lead, and says so.
            - **Never final**: neither delivered nor unknown in the end.

            A kill is `kill -9` of the process: by the harness at random instants, or raised by an agent inside the process
            the moment a certain place is passed for the n-th time: after leads were claimed, after the intent to call is on
            disk, after the request has left, after the answer's head has come, right before or right after a commit.

            A power cut is more than a kill, after which everything that the process has written is still in the system's memory: the
            bridge's data is on a disk of its own (ext4 in a file), which is shut down without writing anything that was not flushed
            to it, its own journal neither. The process stands still (`SIGSTOP`) while that happens: of a sync that is under way,
            ext4 may say that it is done. With *power cut* the process is killed then; with *disk gone* it goes on without its disk
            for a while, must refuse, and is killed later. The disk is checked and mounted again before the next start.

            Repeat it with `mvn verify -Pcrash -Dcrash.policy=hold -Dcrash.seed=…` (also `defaults`, `verify`, `verify-unmarked`,
            `retry`; `-Dcrash.kills`, `-Dcrash.leads`, `-Dcrash.rate`, `-Dcrash.trouble`, `-Dcrash.folder`). The seed decides the kills and the
            misbehaviour, though not what the threads of two processes make of it. A run that was broken off goes on where it
            was when it is started again. `mvn verify -Pcrash -Dcrash.run=waiting` measures restarts with many leads waiting.
            `mvn verify -Pcrash -Dcrash.run=power-cut` cuts the power 30 times (or `-Dcrash.kills`; the other properties as above). It needs
            Linux, root, loop devices, `mkfs.ext4`, `fsck.ext4`, `mount` and `perl`; where it may not make loop devices it is skipped.
            `mvn verify -Pcrash -Dcrash.run=replicas` kills three replicas 100 times and their database 20 times (`-Dcrash.kills`,
            `-Dcrash.database-kills`; half of them with `hold` and half with `verify`, or all with `-Dcrash.policy`), stops them for
            longer than the lease, and cuts, refuses and holds their connections to the database.

            """;

    private final Path folder;

    /** @param folder of all runs; each has a folder in it */
    Report(Path folder) {
        this.folder = folder;
    }

    /** Keeps the section of that run, and writes the page of all that there are. */
    void add(Path run, String section) throws IOException {
        Files.writeString(run.resolve(SECTION), section);
        try (Stream<Path> runs = Files.list(folder)) {
            StringBuilder page = new StringBuilder(INTRODUCTION);
            for (Path each : runs.sorted().map(one -> one.resolve(SECTION)).toList()) {
                if (Files.exists(each)) {
                    page.append(Files.readString(each)).append('\n');
                }
            }
            Files.writeString(folder.resolve("report.md"), page.toString().stripTrailing() + "\n");
        }
    }

    static String section(String title, CrashRun.Result result) {
        CrashSettings settings = result.settings();
        Tally tally = result.tally();
        StringBuilder text = new StringBuilder();
        text.append("## ").append(title).append("\n\n");
        text.append(machine()).append(" Seed ").append(settings.seed()).append(", ");
        text.append(settings.rate()).append(" new events a second.\n\n");
        text.append("Set otherwise than shipped, so that much happens in little time: ")
                .append(settings(BridgeStarts.behaviour(settings.policy())))
                .append("; the JVM runs with `")
                .append(String.join(" ", BridgeStarts.QUICK))
                .append("` and an archive of classes.\n\n");
        text.append("| what | how many |\n|---|---|\n");
        row(text, "kills", result.kills());
        row(text, "leads acknowledged", tally.acknowledged());
        row(text, "**lost**", tally.lost().size());
        row(text, "**created twice**", tally.twice().size());
        row(text, "**kept twice**", tally.keptTwice().size());
        row(text, "**delivered as another's quote**", tally.wrongQuotes().size());
        row(text, "unknown", tally.unknown());
        row(text, "left in doubt by a kill, all kills together", result.inDoubt());
        row(text, "left in doubt by one kill, the most (16 calls at a time are allowed)", result.mostInDoubt());
        row(text, "never final", tally.neverFinal().size());
        row(text, "answers that acknowledge nothing, by status: " + list(result.refusals()), sum(result.refusals()));
        row(text, "SQLite's integrity check", tally.integrity());
        text.append("\nWhat SalesByte made of requests, and of connections: ")
                .append(list(tally.mishaps()))
                .append(".\n");
        if (!tally.twice().isEmpty()) {
            text.append("\nThe creations before a second one of the same lead had been: ")
                    .append(list(tally.twiceAfter()))
                    .append(". (none: it was answered, and the bridge was killed before the outcome was on disk.)\n");
            if (settings.policy() == Policy.DEFAULTS) {
                text.append(
                                "\nAs shipped, a call that was answered 500 is made again, as `salesbyte.on-server-error` says:")
                        .append(" where SalesByte creates the lead and then answers 500, that doubles it.\n");
            }
        }
        text.append("\nWhy leads stayed unknown:\n\n| in the bridge's words | leads |\n|---|---|\n");
        tally.whyUnknown().forEach((why, count) -> row(text, why, count));
        text.append(byKillPoint(result));
        return text.toString();
    }

    static String section(WaitingRun.Restart restart, WaitingRun.Heap empty, WaitingRun.Heap full) {
        StringBuilder text = new StringBuilder("## With many leads waiting\n\n");
        text.append(machine()).append(" The bridge runs with a heap of 256 MiB at most.\n\n");
        text.append("| what | measured | at most |\n|---|---|---|\n");
        String waiting = String.format(Locale.ROOT, "start with %,d leads waiting, ", restart.waiting());
        row(text, waiting + "to the first 2xx", seconds(restart.acknowledged().toMillis()), "10 s");
        row(
                text,
                waiting + "to the first lead delivered",
                seconds(restart.delivered().toMillis()),
                "30 s");
        row(text, "heap in use after garbage collection, none waiting", empty.kibibytes() + " KiB", "");
        row(
                text,
                String.format(Locale.ROOT, "the same, %,d leads waiting", full.waiting()),
                full.kibibytes() + " KiB",
                empty.kibibytes() * 11 / 10 + " KiB");
        return text.toString();
    }

    private static String byKillPoint(CrashRun.Result result) {
        StringBuilder text = new StringBuilder("\n| killed | kills | as planned | in doubt after it, mean | most |"
                + " first 2xx after the next start, median | slowest |\n|---|---|---|---|---|---|---|\n");
        for (KillPoint point : KillPoint.values()) {
            List<Kill> kills = result.byKill().stream()
                    .filter(kill -> kill.cycle().point() == point)
                    .toList();
            if (kills.isEmpty()) {
                continue;
            }
            List<Long> millis = kills.stream()
                    .map(kill -> kill.next().acknowledgedMillis())
                    .filter(time -> time >= 0)
                    .sorted(Comparator.naturalOrder())
                    .toList();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %.1f | %d | %s | %s |%n",
                    point.words(),
                    kills.size(),
                    kills.stream().filter(kill -> kill.cycle().asPlanned()).count(),
                    kills.stream()
                            .mapToInt(kill -> kill.cycle().inDoubt())
                            .average()
                            .orElse(0),
                    kills.stream()
                            .mapToInt(kill -> kill.cycle().inDoubt())
                            .max()
                            .orElse(0),
                    millis.isEmpty() ? "" : seconds(millis.get(millis.size() / 2)),
                    millis.isEmpty() ? "" : seconds(millis.get(millis.size() - 1))));
        }
        return text.toString();
    }

    /** A cycle, and the one after it, which starts with what the kill has left. */
    record Kill(CycleResult cycle, CycleResult next) {}

    static String machine() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return String.format(
                Locale.ROOT,
                "%s. %d processors, %d GiB memory, %s %s, Java %s; bridge, stand-in and load on the same machine.",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                memory >> 30,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"));
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    static String settings(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(set -> "`" + set.getKey() + "=" + shortened(set.getValue()) + "`")
                .collect(Collectors.joining(", "));
    }

    /** A long list, by its beginning. */
    private static String shortened(String value) {
        List<String> items = List.of(value.split(",", -1));
        return items.size() < 10 ? value : String.join(",", items.subList(0, 5)) + ",… (" + items.size() + " in all)";
    }

    static void row(StringBuilder text, Object... cells) {
        text.append("| ")
                .append(Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | ")))
                .append(" |\n");
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    static String list(Map<?, Integer> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(each -> name(each.getKey()) + " " + each.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String name(Object key) {
        return key instanceof Mishap mishap ? mishap.word() : key.toString();
    }
}
