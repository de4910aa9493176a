package se.salesbyte.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quarantine}: refused requests, and letting one through once its secret or route is mended. */
@Command(name = "quarantine", description = "List requests that the running bridge refused, newest first.")
final class Quarantine implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--limit", paramLabel = "<n>", description = "How many at most; default ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Override
    public Integer call() {
        JsonNode page = new ManagementClient(LoadSettings.ofThisProcess()).get("/api/quarantine?limit=" + limit);
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode refused : page.path("refused")) {
            out.printf(
                    "%s  %s  %-24s  %s  %s%n",
                    Printable.of(refused.path("id")),
                    Printable.of(refused.path("at")),
                    Printable.of(refused.path("source")),
                    Printable.of(refused.path("status")),
                    Printable.of(refused.path("reason")));
        }
        if (!page.path("next").isNull()) {
            out.println("… and more: raise --limit");
        }
        out.flush();
        return 0;
    }

    /** Verifies a refused request again; it becomes its leads if it passes. */
    @Command(name = "release", description = "Verify a refused request again, and accept its leads if it passes.")
    int release(@Parameters(paramLabel = "<id>", description = "As quarantine lists it.") String id) {
        JsonNode released = new ManagementClient(LoadSettings.ofThisProcess())
                .post("/api/quarantine/" + URLEncoder.encode(id, UTF_8) + "/release");
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode lead : released.path("leads")) {
            out.println(Printable.of(lead.path("id")) + "  " + Printable.of(lead.path("status")));
        }
        out.flush();
        return 0;
    }
}
