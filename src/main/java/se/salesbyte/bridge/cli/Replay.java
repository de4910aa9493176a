package se.salesbyte.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay <id>} and {@code replay --state failed}: one lead, or many, delivered once more. */
@Command(
        name = "replay",
        description = "Deliver a lead of the running bridge once more, or all in a state; prints a plan first.")
final class Replay implements Callable<Integer> {
    private static final String PATH = "/api/leads/replay?";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "<id>", description = "One lead, by its id.")
    private @Nullable String id;

    @Option(
            names = "--field",
            paramLabel = "<name>=<value>",
            description = "Of one lead: over what its mapping gives; an empty value empties the field.")
    private Map<String, String> fields = new LinkedHashMap<>();

    @Option(
            names = "--state",
            paramLabel = "<state>",
            description =
                    "All leads in this state: failed, skipped, discarded, or accepted and retrying ones kept back.")
    private @Nullable String state;

    @Option(names = "--source", paramLabel = "<source>", description = "Of these, only those of this source.")
    private @Nullable String source;

    @Option(names = "--from", paramLabel = "<time>", description = "Only those received then or later.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "<time>", description = "Only those received before.")
    private @Nullable String to;

    @Option(names = "--text", paramLabel = "<text>", description = "Only those that leads <text> finds.")
    private @Nullable String text;

    @Option(
            names = "--force",
            description =
                    "Also if delivered or unknown: creates a second quote and may message the customer again. Needs --reason.")
    private boolean force;

    @Mixin
    private ByHand hand = new ByHand();

    @Option(names = "--dry-run", description = "Only print the plan.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask before many are sent; needed where there is no terminal.")
    private boolean yes;

    @Override
    public Integer call() {
        if ((id == null) == (state == null)) {
            throw new ParameterException(spec.commandLine(), "say which: either <id> or --state");
        }
        ManagementClient client = new ManagementClient(LoadSettings.ofThisProcess());
        PrintWriter out = spec.commandLine().getOut();
        int exitCode = id == null ? many(client, out) : one(client, id, out);
        out.flush();
        return exitCode;
    }

    private int one(ManagementClient client, String lead, PrintWriter out) {
        if (dryRun || source != null || from != null || to != null || text != null) {
            throw new ParameterException(
                    spec.commandLine(), "--source, --from, --to, --text and --dry-run go with --state, not with <id>");
        }
        String path = "/api/leads/" + URLEncoder.encode(lead, UTF_8);
        Map<String, Object> body = new LinkedHashMap<>(hand.given());
        body.put("fields", fields);
        if (force) { // of what is seen now, and of nothing that it becomes meanwhile
            body.put("force", true);
            body.put("state", client.get(path).path("state").asText());
        }
        JsonNode opened = client.post(path + "/replay", body);
        out.printf("%s  run %s%n", Printable.of(opened.path("id")), Printable.of(opened.path("run")));
        return 0;
    }

    private int many(ManagementClient client, PrintWriter out) {
        if (!fields.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--field goes with one lead, by its <id>");
        }
        String query = query();
        JsonNode plan = client.post(PATH + query + "&dryRun=true");
        plan.properties()
                .forEach(part -> out.printf("%-18s %s%n", Printable.of(part.getKey()), Printable.of(part.getValue())));
        out.flush();
        Consent consent = dryRun || yes ? Consent.GIVEN : Consent.ask("Send them?");
        if (consent == Consent.NOBODY) {
            spec.commandLine().getErr().println("nothing was sent: without a terminal to ask at, say --yes");
        }
        if (dryRun || consent != Consent.GIVEN) {
            return consent.exitCode();
        }
        JsonNode opened = client.post(PATH + query);
        out.println("replay " + Printable.of(opened.path("replay")) + ": see replays, end it by replays stop");
        return 0;
    }

    private String query() {
        StringBuilder query = new StringBuilder("force=").append(force);
        append(query, "state", state);
        append(query, "source", source);
        append(query, "from", from);
        append(query, "to", to);
        append(query, "q", text);
        return query + hand.query();
    }

    private static void append(StringBuilder query, String name, @Nullable String value) {
        if (value != null) {
            query.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8));
        }
    }
}
