package se.salesbyte.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lead <id>}: one lead with its timeline, payload, request and answer. */
@Command(name = "lead", description = "Show one lead of the running bridge.")
final class Lead implements Callable<Integer> {
    private static final List<String> PARTS = List.of("payload", "request", "salesbyte", "failure");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<id>", description = "The lead's id, as leads lists it.")
    private String id;

    @Override
    public Integer call() {
        JsonNode lead =
                new ManagementClient(LoadSettings.ofThisProcess()).get("/api/leads/" + URLEncoder.encode(id, UTF_8));
        PrintWriter out = spec.commandLine().getOut();
        head(lead).forEach(out::println);
        for (JsonNode entry : lead.path("timeline")) {
            out.printf("  %s  %s", Printable.of(entry.path("at")), Printable.of(entry.path("event")));
            out.println(entry.path("detail").isNull() ? "" : ": " + Printable.of(entry.path("detail")));
        }
        for (String part : PARTS) {
            if (!lead.path(part).isNull()) {
                out.println(part + ": " + Printable.tree(lead.path(part)));
            }
        }
        out.flush();
        return 0;
    }

    /** Which it is, how it stands, and when it is due next. */
    static List<String> head(JsonNode lead) {
        String standing =
                Printable.of(lead.path("id")) + "  " + stateOf(lead) + "  " + Printable.of(lead.path("source"));
        String next = Printable.of(lead.path("nextAt"));
        return next.isEmpty() ? List.of(standing) : List.of(standing, "  next at " + next);
    }

    /** With the reason why it is kept back, if it is. */
    static String stateOf(JsonNode lead) {
        String waiting = Printable.of(lead.path("waiting"));
        return Printable.of(lead.path("state")) + (waiting.isEmpty() ? "" : ", " + waiting);
    }
}
