package se.salesbyte.bridge.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code mvn verify -Pcrash} runs: the long form of {@link CrashIT}, for the record. {@code -Dcrash.run} chooses
 * another run.
 */
class LongCrashRun {
    private static final String FINISHED = "finished";
    private static final Duration TO_THE_FIRST_ACKNOWLEDGEMENT = Duration.ofSeconds(10);
    private static final Duration TO_THE_FIRST_DELIVERY = Duration.ofSeconds(30);

    private final Path folder = Path.of(System.getProperty("crash.folder", "target/crash"));

    @Test
    void losesNothingAcknowledgedAndCreatesNothingTwice() throws IOException {
        assumeTrue(isChosen("kills"));
        Path run = folder.resolve(System.getProperty("crash.policy", "hold"));
        deleteIfFinished(run);
        CrashSettings settings = CrashSettings.of(System.getProperties(), run);
        CrashRun.Result result = new CrashRun(settings, run, KillPoint.deck(), PowerSwitch.NONE).run();
        new Report(folder).add(run, Report.section(settings.policy().title(), result));

        assertThatNothingIsLostOrTwice(result);
        assertThat(result.shareAtFailpoints())
                .as("kills where they were planned")
                .isGreaterThan(0.8);
        finished(run);
    }

    @Test
    void losesNothingAcknowledgedToAPowerCut() throws IOException {
        assumeTrue(isChosen("power-cut"));
        assumeTrue(LoopDisk.isPossible(), "power cuts need Linux, root and loop devices; this is not run");
        Path run = folder.resolve("power-cut");
        deleteIfFinished(run);
        Properties given = new Properties();
        given.setProperty("crash.kills", "30");
        given.setProperty("crash.leads", "1");
        given.putAll(System.getProperties());
        CrashSettings settings = CrashSettings.of(given, run);
        try (LoopDisk disk = LoopDisk.mounted(run.resolve("disk.ext4"), run.resolve("home/data"))) {
            CrashRun.Result result = new CrashRun(settings, run, KillPoint.powerCuts(), disk).run();
            String title = "Power cuts, with " + settings.policy().title();
            new Report(folder).add(run, Report.section(title, result));
            assertThatNothingIsLostOrTwice(result);
        }
        finished(run);
    }

    private static void assertThatNothingIsLostOrTwice(CrashRun.Result result) {
        Tally tally = result.tally();
        assertThat(tally.lost()).isEmpty();
        assertThat(tally.twiceAfter().keySet())
                .as("what creations were followed by another")
                .isSubsetOf(result.settings().policy().maySendAgainAfter());
        assertThat(tally.keptTwice()).isEmpty();
        assertThat(tally.wrongQuotes()).isEmpty();
        assertThat(tally.neverFinal()).isEmpty();
        assertThat(tally.integrity()).isEqualTo("ok");
        assertThat(result.refusals().keySet())
                .as("what a provider would take as final")
                .isSubsetOf(Refusals.STORE_UNAVAILABLE);
        assertThat(result.neverReached(5)).isEmpty();
        assertThat(result.mostInDoubt()).isLessThanOrEqualTo(CrashRun.SLOTS);
    }

    @Test
    void restartsFastAndKeepsItsMemoryWithManyLeadsWaiting() throws IOException {
        assumeTrue(isChosen("waiting"));
        Path run = folder.resolve("waiting");
        if (Files.exists(run)) {
            delete(run);
        }
        WaitingRun waiting = new WaitingRun(run);
        WaitingRun.Restart restart = waiting.restart(Integer.getInteger("crash.waiting", 100_000));
        WaitingRun.Heap empty = waiting.heap(0);
        WaitingRun.Heap full = waiting.heap(Integer.getInteger("crash.heap", 1_000_000));
        new Report(folder).add(run, Report.section(restart, empty, full));

        assertThat(restart.acknowledged()).isLessThan(TO_THE_FIRST_ACKNOWLEDGEMENT);
        assertThat(restart.delivered()).isLessThan(TO_THE_FIRST_DELIVERY);
        assertThat(full.kibibytes()).isLessThan(empty.kibibytes() * 11 / 10);
    }

    @Test
    void losesNothingWithSeveralReplicas() throws IOException {
        assumeTrue(isChosen("replicas"));
        String chosen = System.getProperty("crash.policy");
        List<Policy> policies = chosen == null ? List.of(Policy.HOLD, Policy.VERIFY) : List.of(Policy.of(chosen));
        for (Policy policy : policies) {
            Path run = folder.resolve("replicas-" + policy.word());
            if (Files.exists(run)) {
                delete(run);
            }
            ReplicaSettings settings = ReplicaSettings.of(System.getProperties(), policy, policies.size());
            ReplicaRun.Result result = new ReplicaRun(settings, run).run();
            System.out.println("crash: " + result.tally());
            new Report(folder).add(run, ReplicaReport.section(result));
            ReplicasIT.assertThatNothingIsLostOrTwice(result);
        }
    }

    private static boolean isChosen(String run) {
        return System.getProperty("crash.run", "kills").equals(run);
    }

    private static void deleteIfFinished(Path run) {
        if (Files.exists(run.resolve(FINISHED))) {
            delete(run);
        }
    }

    /** The folder of a run that failed stays, and the run goes on when it is started again. */
    private static void finished(Path run) throws IOException {
        Files.createFile(run.resolve(FINISHED));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
