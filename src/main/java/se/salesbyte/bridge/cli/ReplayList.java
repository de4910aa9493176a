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

/** {@code replays}: replays of many leads, and ending one. */
@Command(name = "replays", description = "List replays of many leads of the running bridge, newest first.")
final class ReplayList implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--limit", paramLabel = "<n>", description = "How many at most; default ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Override
    public Integer call() {
        JsonNode page = new ManagementClient(LoadSettings.ofThisProcess()).get("/api/replays?limit=" + limit);
        page.path("replays").forEach(this::print);
        return 0;
    }

    /** Starts no more leads of one; those that it has started go on. */
    @Command(name = "stop", description = "Start no more leads of a replay; those that it has started go on.")
    int stop(@Parameters(paramLabel = "<id>", description = "As replays lists it.") String id) {
        print(new ManagementClient(LoadSettings.ofThisProcess())
                .post("/api/replays/" + URLEncoder.encode(id, UTF_8) + "/stop"));
        return 0;
    }

    private void print(JsonNode replay) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s  %-8s  %s of %s started  %s %s  %s%n",
                Printable.of(replay.path("id")),
                Printable.of(replay.path("state")),
                Printable.of(replay.path("started")),
                Printable.of(replay.path("planned")),
                Printable.of(replay.at("/filter/state")),
                Printable.of(replay.at("/filter/source")),
                Printable.of(replay.path("reason")));
        out.flush();
    }
}
