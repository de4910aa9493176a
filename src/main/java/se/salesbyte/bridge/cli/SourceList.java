package se.salesbyte.bridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sources}: what may post to the running bridge. */
@Command(name = "sources", description = "List the running bridge's sources: state, last event, scheme, fault.")
final class SourceList implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode source : new ManagementClient(LoadSettings.ofThisProcess())
                .get("/api/sources")
                .path("sources")) {
            String lastEvent = Printable.of(source.path("lastEventAt"));
            String fault = Printable.of(source.path("fault"));
            out.printf(
                    "%-28s %-10s %-24s %s%s%n",
                    Printable.of(source.path("name")),
                    Printable.of(source.path("state")),
                    lastEvent.isEmpty() ? "no event yet" : lastEvent,
                    Printable.of(source.path("scheme")),
                    fault.isEmpty() ? "" : "; " + fault);
        }
        out.flush();
        return 0;
    }
}
