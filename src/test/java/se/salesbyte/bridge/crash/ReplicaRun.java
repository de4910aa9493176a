package se.salesbyte.bridge.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.salesbyte.bridge.crash.standin.Creation;
import se.salesbyte.bridge.crash.standin.SalesByteProcess;
import se.salesbyte.bridge.crash.standin.StandInSettings;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.DatabaseServer;
import se.salesbyte.bridge.testing.FreePort;
import se.salesbyte.bridge.testing.TcpProxy;

/** Three replicas on one PostgreSQL under load, all troubles of the deck one after another, then the end, then counting. */
final class ReplicaRun {
    private static final Duration PATIENCE_AT_THE_END = Duration.ofMinutes(5);
    private static final int PAGE_SIZE = 500;

    private final ReplicaSettings settings;
    private final Path folder;
    private final Map<Trouble, Integer> asPlanned = new EnumMap<>(Trouble.class);

    /**
     * What came of it.
     *
     * @param asPlanned how often each trouble came about as planned
     * @param refusals see {@link Refusals}
     * @param failedStarts how often a replica did not start, as the database was away, and was started again
     * @param unknownAndCreated leads that are unknown, and that SalesByte did create
     * @param stories everything that the store has of leads that came to what must not be
     */
    record Result(
            ReplicaSettings settings,
            Map<Trouble, Integer> asPlanned,
            Tally tally,
            Map<String, Integer> refusals,
            int failedStarts,
            int unknownAndCreated,
            List<String> stories) {}

    /** @param folder an empty one, or one that is missing */
    ReplicaRun(ReplicaSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    Result run() throws IOException {
        Files.createDirectories(folder);
        StandInSettings standIn = new StandInSettings(
                FreePort.find(),
                FreePort.find(),
                folder.resolve("created.journal").toString(),
                settings.seed(),
                settings.trouble(),
                CrashRun.API_TOKEN,
                PAGE_SIZE);
        System.out.println("crash: " + settings);
        try (DatabaseServer server = DatabaseServer.in(folder.resolve("postgresql"));
                SalesByteProcess salesByte = SalesByteProcess.start(standIn)) {
            Database database = server.database();
            List<Replica> replicas = new ArrayList<>();
            try {
                for (int number = 1; number <= ReplicaSettings.REPLICAS; number++) {
                    replicas.add(replica(number, salesByte, server, database));
                }
                return run(replicas, server, salesByte, new StoredLeads(new PostgresqlDatabase(database)));
            } finally {
                replicas.forEach(Replica::close);
            }
        }
    }

    private Replica replica(int number, SalesByteProcess salesByte, DatabaseServer server, Database database)
            throws IOException {
        Path home = Files.createDirectories(folder.resolve("replica-" + number));
        BridgeHome with = BridgeStarts.home(home, salesByte.url(), settings.policy());
        settings.behaviour().forEach(with::set);
        return new Replica(with, home, database, TcpProxy.to(server.port()));
    }

    private Result run(List<Replica> replicas, DatabaseServer server, SalesByteProcess salesByte, StoredLeads store) {
        Acknowledged acknowledged = new Acknowledged(folder.resolve("acknowledged.log"));
        Refusals refusals = new Refusals(folder.resolve("refusals.log"));
        replicas.forEach(Replica::awaitRunning);
        List<String> webhooks = replicas.stream().map(Replica::webhooks).toList();
        try (Load load = new Load(webhooks, settings.seed(), settings.rate(), acknowledged, refusals)) {
            load.start();
            CauseTrouble troubles = new CauseTrouble(replicas, server, settings.seed());
            for (Trouble trouble : settings.deck()) {
                boolean came = troubles.cause(trouble);
                asPlanned.merge(trouble, came ? 1 : 0, Integer::sum);
                System.out.printf(
                        "crash: %s%s, %d acknowledged, %d outstanding, refused %s%n",
                        trouble.words(),
                        came ? "" : " did not come about",
                        load.acknowledged(),
                        load.outstanding(),
                        refusals.counts());
            }
            finish(replicas, load, store);
        }
        Tally tally = Tally.of(settings.seed(), acknowledged.leads(), store, salesByte);
        return new Result(
                settings,
                asPlanned,
                tally,
                refusals.counts(),
                replicas.stream().mapToInt(Replica::failedStarts).sum(),
                unknownAndCreated(store, salesByte),
                stories(tally, store));
    }

    /** All run again, no new events come, and everything comes to its end. */
    private static void finish(List<Replica> replicas, Load load, StoredLeads store) {
        replicas.forEach(Replica::awaitRunning);
        load.onlyAgain();
        await().atMost(PATIENCE_AT_THE_END)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> load.outstanding() == 0 && store.unfinished() == 0);
        replicas.forEach(Replica::terminate);
    }

    private int unknownAndCreated(StoredLeads store, SalesByteProcess salesByte) {
        Map<String, List<Creation>> created = salesByte.counts();
        return (int) store.byEvent().entrySet().stream()
                .filter(lead -> lead.getValue().state().equals("unknown"))
                .filter(lead -> created.containsKey(SignedEvent.messageOf(lead.getKey())))
                .count();
    }

    private static List<String> stories(Tally tally, StoredLeads store) {
        return Stream.of(
                        tally.lost(),
                        List.copyOf(tally.twice().keySet()),
                        tally.keptTwice(),
                        tally.wrongQuotes(),
                        tally.neverFinal())
                .flatMap(List::stream)
                .flatMap(words -> SignedEvent.eventIn(words).stream())
                .distinct()
                .map(store::story)
                .toList();
    }
}
