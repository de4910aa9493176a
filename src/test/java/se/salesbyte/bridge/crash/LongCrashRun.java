package se.salesbyte.bridge.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code mvn verify -Pcrash} runs: the long form of {@link CrashIT}, for the record. {@code -Dcrash.run} chooses
 * another run.
 */
class LongCrashRun {
    private static final Duration TO_THE_FIRST_ACKNOWLEDGEMENT = Duration.ofSeconds(10);
    private static final Duration TO_THE_FIRST_DELIVERY = Duration.ofSeconds(30);

    private final Path folder = Path.of(System.getProperty("crash.folder", "target/crash"));

    @Test
    void losesNothingAcknowledgedAndCreatesNothingTwice() throws IOException {
        assumeTrue(isChosen("kills"));
        Path run = folder.resolve(System.getProperty("crash.policy", "hold"));
        Path finished = run.resolve("finished");
        if (Files.exists(finished)) {
            delete(run);
        }
        CrashSettings settings = CrashSettings.of(System.getProperties(), run);
        CrashRun.Result result = new CrashRun(settings, run, KillPoint.deck()).run();
        new Report(folder).add(run, Report.section(result));

        Tally tally = result.tally();
        assertThat(tally.lost()).isEmpty();
        assertThat(tally.twiceAfter().keySet())
                .as("what creations were followed by another")
                .isSubsetOf(settings.policy().maySendAgainAfter());
        assertThat(tally.keptTwice()).isEmpty();
        assertThat(tally.wrongQuotes()).isEmpty();
        assertThat(tally.neverFinal()).isEmpty();
        assertThat(tally.integrity()).isEqualTo("ok");
        assertThat(result.refusals().keySet())
                .as("what a provider would take as final")
                .isSubsetOf(Refusals.STORE_UNAVAILABLE);
        assertThat(result.shareAtFailpoints())
                .as("kills where they were planned")
                .isGreaterThan(0.8);
        assertThat(result.neverReached(5)).isEmpty();
        assertThat(result.mostInDoubt()).isLessThanOrEqualTo(CrashRun.SLOTS);
        Files.createFile(finished); // the folder of a run that failed stays
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

    private static boolean isChosen(String run) {
        return System.getProperty("crash.run", "kills").equals(run);
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
