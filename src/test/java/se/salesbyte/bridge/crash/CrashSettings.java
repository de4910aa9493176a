package se.salesbyte.bridge.crash;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a run does. Kept in the run's folder, so that a run that was broken off goes on as it began.
 *
 * @param seed of everything that is drawn
 * @param kills at least
 * @param leads acknowledged at least
 * @param rate new events a second
 * @param trouble how badly SalesByte behaves: 0 not at all, 1 as it does by default
 */
record CrashSettings(long seed, int kills, int leads, int rate, Policy policy, double trouble) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SEEDS = 1_000_000;

    /** Of {@code -Dcrash.…}; a run that is kept in that folder counts before these. */
    static CrashSettings of(Properties given, Path folder) {
        Path kept = folder.resolve("run.json");
        try {
            if (Files.exists(kept)) {
                return JSON.readValue(kept.toFile(), CrashSettings.class);
            }
            CrashSettings settings = new CrashSettings(
                    Long.parseLong(given.getProperty("crash.seed", String.valueOf(anySeed()))),
                    Integer.parseInt(given.getProperty("crash.kills", "500")),
                    Integer.parseInt(given.getProperty("crash.leads", "100000")),
                    Integer.parseInt(given.getProperty("crash.rate", "200")),
                    Policy.of(given.getProperty("crash.policy", "hold")),
                    Double.parseDouble(given.getProperty("crash.trouble", "1")));
            Files.createDirectories(folder);
            JSON.writeValue(kept.toFile(), settings);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int anySeed() {
        return ThreadLocalRandom.current().nextInt(SEEDS);
    }
}
