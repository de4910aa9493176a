package se.salesbyte.bridge.crash;

import java.util.Map;
import java.util.stream.Collectors;

/** The section of a run with several replicas. */
final class ReplicaReport {
    private static final String WHAT_A_STOPPED_REPLICA_CAN_STILL_DO =
            """
            A replica that is stopped (`SIGSTOP`) or cut off from the database between its intent to call and the call may
            still call when it goes on, after another replica has put it out. Nobody calls a second time meanwhile: such a lead
            is unknown from then on, and with `verify` it is looked up after `salesbyte.verify-wait`, which must be longer than
            the lease and the time of a call. So it ends delivered, or unknown and created once: what the stopped one comes to
            know late is taken as long as there is no other outcome of that attempt.
            """;

    private ReplicaReport() {}

    static String section(ReplicaRun.Result result) {
        ReplicaSettings settings = result.settings();
        Tally tally = result.tally();
        StringBuilder text = new StringBuilder("## Three replicas on one PostgreSQL, with ")
                .append(settings.policy().title())
                .append("\n\n")
                .append(Report.machine())
                .append(" The database too, with `fsync` and `synchronous_commit` on. Seed ")
                .append(settings.seed())
                .append(", ")
                .append(settings.rate())
                .append(
                        " new events a second, posted to the replicas in turns and again to the next one where a replica"
                                + " does not acknowledge.\n\n")
                .append("Set otherwise than shipped: ")
                .append(Report.settings(settings.behaviour()))
                .append(".\n\n| what | how many |\n|---|---|\n");
        Report.row(text, "kills of replicas", kills(result.asPlanned()));
        Report.row(text, "kills of the database", result.asPlanned().getOrDefault(Trouble.DATABASE_KILL, 0));
        Report.row(text, "leads acknowledged", tally.acknowledged());
        Report.row(text, "**lost**", tally.lost().size());
        Report.row(text, "**created twice**", tally.twice().size());
        Report.row(text, "**kept twice**", tally.keptTwice().size());
        Report.row(text, "**delivered as another's quote**", tally.wrongQuotes().size());
        Report.row(text, "never final", tally.neverFinal().size());
        Report.row(text, "unknown", tally.unknown());
        Report.row(text, "unknown, and created once by SalesByte", result.unknownAndCreated());
        Report.row(text, "starts that failed without the database, and were made again", result.failedStarts());
        Report.row(text, "answers that acknowledge nothing, by status", Report.list(result.refusals()));
        Report.row(text, "PostgreSQL's check of its indexes (`amcheck`)", tally.integrity());
        text.append("\n| trouble | times |\n|---|---|\n");
        result.asPlanned().forEach((trouble, times) -> Report.row(text, trouble.words(), times));
        text.append("\nWhat SalesByte made of requests, and of connections: ")
                .append(Report.list(tally.mishaps()))
                .append(".\n\n")
                .append(WHAT_A_STOPPED_REPLICA_CAN_STILL_DO)
                .append("\nWhy leads stayed unknown:\n\n| in the bridge's words | leads |\n|---|---|\n");
        tally.whyUnknown().forEach((why, times) -> Report.row(text, why, times));
        return text.toString();
    }

    private static int kills(Map<Trouble, Integer> times) {
        return times.entrySet().stream()
                .filter(each -> each.getKey().kills())
                .collect(Collectors.summingInt(Map.Entry::getValue));
    }
}
