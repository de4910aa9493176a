package se.salesbyte.bridge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of the crash run: nothing acknowledged is lost, nothing is created twice. */
class CrashIT {
    /** Each once for each policy: those that every run passes, and that leave a lead in doubt for certain. */
    private static final List<KillPoint> DECK = List.of(
            KillPoint.ANY_TIME,
            KillPoint.AFTER_INTENT,
            KillPoint.AFTER_HEAD,
            KillPoint.AFTER_ANSWER,
            KillPoint.BEFORE_COMMIT,
            KillPoint.AFTER_COMMIT);

    private static final int KILLS = DECK.size();
    private static final int RATE = 100;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"HOLD", "VERIFY_UNMARKED"})
    void losesNothingAcknowledgedAndCreatesNothingTwice(Policy policy) throws IOException {
        long seed = Long.getLong("crash.seed", CrashSettings.anySeed());
        CrashRun.Result result =
                new CrashRun(new CrashSettings(seed, KILLS, 1, RATE, policy, 1), folder, DECK, PowerSwitch.NONE).run();

        Tally tally = result.tally();
        System.out.println("crash: " + tally);
        assertThat(tally.lost()).isEmpty();
        assertThat(tally.twice()).isEmpty();
        assertThat(tally.keptTwice()).isEmpty();
        assertThat(tally.wrongQuotes()).isEmpty();
        assertThat(tally.neverFinal()).isEmpty();
        assertThat(tally.integrity()).isEqualTo("ok");
        assertThat(result.refusals().keySet())
                .as("what a provider would take as final")
                .isSubsetOf(Refusals.STORE_UNAVAILABLE);
        assertThat(result.shareAtFailpoints())
                .as("kills where they were planned")
                .isGreaterThanOrEqualTo(0.6);
        assertThat(result.mostInDoubt()).isBetween(1, CrashRun.SLOTS);
        assertThat(tally.acknowledged()).isGreaterThan(KILLS * RATE / 2);
    }
}
