package se.salesbyte.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stats}: how it goes. */
@Command(name = "stats", description = "Count the running bridge's leads by state and source, and tell how fast it is.")
final class Stats implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--window", paramLabel = "<duration>", description = "How far back; default ${DEFAULT-VALUE}.")
    private String window = "24h";

    @Override
    public Integer call() {
        JsonNode stats = new ManagementClient(LoadSettings.ofThisProcess())
                .get("/api/stats?window=" + URLEncoder.encode(window, UTF_8));
        PrintWriter out = spec.commandLine().getOut();
        stats.path("states").properties().forEach(count -> line(out, count.getKey(), count.getValue()));
        for (Map.Entry<String, JsonNode> source : stats.path("sources").properties()) {
            source.getValue()
                    .properties()
                    .forEach(count -> line(out, source.getKey() + " " + count.getKey(), count.getValue()));
        }
        stats.path("latencyMs").properties().forEach(part -> line(out, part.getKey() + " ms", part.getValue()));
        line(out, "oldest unfinished, s", stats.path("oldestUnfinishedSeconds"));
        tellFlow(out, stats.path("breaker"));
        out.flush();
        return 0;
    }

    private static void tellFlow(PrintWriter out, JsonNode breaker) {
        out.printf("%-40s %s%n", "SalesByte", wordsFor(breaker));
        for (JsonNode paused : breaker.path("paused")) {
            String profile = Printable.of(paused.path("profile"));
            out.printf(
                    "%-40s since %s, as SalesByte does not know it or does not let it in; mend it, then: resume"
                            + " --profile %s%n",
                    "paused " + profile, Printable.of(paused.path("since")), profile);
        }
    }

    /** Package-private for its test. */
    static String wordsFor(JsonNode breaker) {
        String until = Printable.of(breaker.path("until"));
        String slowedUntil = Printable.of(breaker.path("slowedUntil"));
        String slowed = slowedUntil.isEmpty() ? "" : "asked to be left alone until " + slowedUntil;
        String words =
                switch (breaker.path("state").asText()) {
                    case "open" ->
                        "is left alone, as most calls failed; leads wait"
                                + (until.isEmpty() ? "" : "; tried again at " + until);
                    case "probing" -> "is being tried, a few leads at a time";
                    default -> slowed.isEmpty() ? "takes leads" : slowed + "; leads wait";
                };
        return slowed.isEmpty() || words.startsWith(slowed) ? words : words + "; it " + slowed;
    }

    private static void line(PrintWriter out, String what, JsonNode value) {
        out.printf("%-40s %s%n", Printable.of(what), value.isNull() ? "-" : Printable.of(value));
    }
}
