package se.salesbyte.bridge.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the run with several replicas: nothing acknowledged is lost, nothing is created twice. */
class ReplicasIT {
    private static final int KILLS = 4;
    private static final int RATE = 40;

    @TempDir
    Path folder;

    @Test
    void loseNothingAcknowledgedAndCreateNothingTwice() throws IOException {
        long seed = Long.getLong("crash.seed", CrashSettings.anySeed());
        ReplicaSettings settings = new ReplicaSettings(seed, KILLS, 1, RATE, Policy.VERIFY, 1);

        ReplicaRun.Result result = new ReplicaRun(settings, folder).run();

        System.out.println("crash: " + result.tally());
        assertThatNothingIsLostOrTwice(result);
        assertThat(result.tally().acknowledged()).isGreaterThan(KILLS * RATE);
    }

    static void assertThatNothingIsLostOrTwice(ReplicaRun.Result result) {
        Tally tally = result.tally();
        String stories = String.join("\n", result.stories());
        assertThat(tally.lost()).as(stories).isEmpty();
        assertThat(tally.twice()).as(stories).isEmpty();
        assertThat(tally.keptTwice()).as(stories).isEmpty();
        assertThat(tally.wrongQuotes()).as(stories).isEmpty();
        assertThat(tally.neverFinal()).as(stories).isEmpty();
        assertThat(tally.integrity()).isEqualTo("ok");
        assertThat(result.refusals().keySet())
                .as("what a provider would take as final")
                .isSubsetOf(Refusals.STORE_UNAVAILABLE);
        assertThat(result.asPlanned().values())
                .as("troubles that came about, " + result.asPlanned())
                .allMatch(times -> times > 0);
    }
}
