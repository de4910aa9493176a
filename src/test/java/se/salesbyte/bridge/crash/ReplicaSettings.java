package se.salesbyte.bridge.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;

/**
 * What a run with several replicas does.
 *
 * @param seed of everything that is drawn
 * @param kills of replicas
 * @param rate new events a second, all replicas together
 * @param trouble how badly SalesByte behaves: 0 not at all, 1 as it does by default
 */
record ReplicaSettings(long seed, int kills, int databaseKills, int rate, Policy policy, double trouble) {
    static final int REPLICAS = 3;
    static final Duration LEASE = Duration.ofSeconds(3);

    /** Longer than any trouble after which a stopped replica may still send. */
    private static final Duration VERIFY_WAIT = Duration.ofSeconds(7);

    private static final List<Trouble> KILLS =
            List.of(Trouble.KILL, Trouble.KILL_BEFORE_COMMIT, Trouble.KILL_AFTER_COMMIT);

    /** Of {@code -Dcrash.…}, for one of that many runs which share the kills. */
    static ReplicaSettings of(Properties given, Policy policy, int runs) {
        return new ReplicaSettings(
                Long.parseLong(given.getProperty("crash.seed", String.valueOf(CrashSettings.anySeed()))),
                share(given, "crash.kills", "100", runs),
                share(given, "crash.database-kills", "20", runs),
                Integer.parseInt(given.getProperty("crash.rate", "60")),
                policy,
                Double.parseDouble(given.getProperty("crash.trouble", "1")));
    }

    private static int share(Properties given, String key, String otherwise, int runs) {
        return (Integer.parseInt(given.getProperty(key, otherwise)) + runs - 1) / runs;
    }

    /** All that is done, in the order in which it is done: the kills, and of each other trouble a tenth of their number. */
    List<Trouble> deck() {
        List<Trouble> deck = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            deck.add(KILLS.get(i % KILLS.size()));
        }
        deck.addAll(Collections.nCopies(databaseKills, Trouble.DATABASE_KILL));
        Arrays.stream(Trouble.values())
                .filter(other -> !other.kills() && other != Trouble.DATABASE_KILL)
                .forEach(other -> deck.addAll(Collections.nCopies(Math.max(1, kills / 10), other)));
        Collections.shuffle(deck, new Random(seed));
        return deck;
    }

    /** What is set of how the replicas behave; everything else is as shipped. */
    Map<String, String> behaviour() {
        Map<String, String> settings = new TreeMap<>(BridgeStarts.behaviour(policy));
        settings.put("bridge.replica.lease", LEASE.toSeconds() + "s");
        settings.computeIfPresent("salesbyte.verify-wait", (key, shorter) -> VERIFY_WAIT.toSeconds() + "s");
        return settings;
    }
}
