package se.salesbyte.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leads}: the latest ones of the running bridge. */
@Command(name = "leads", description = "List leads of the running bridge, newest first.")
final class Leads implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "<text>",
            description = "In name, e-mail, phone or company, or the id of the lead, event or quote.")
    private @Nullable String text;

    @Option(names = "--state", paramLabel = "<state>", description = "Only leads in this state, such as unknown.")
    private @Nullable String state;

    @Option(names = "--source", paramLabel = "<source>", description = "Only leads of this source.")
    private @Nullable String source;

    @Option(names = "--limit", paramLabel = "<n>", description = "How many at most; default ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Override
    public Integer call() {
        JsonNode page = new ManagementClient(LoadSettings.ofThisProcess()).get(path());
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode lead : page.path("leads")) {
            out.printf(
                    "%s  %-29s  %-20s  %s  %s%n",
                    Printable.of(lead.path("id")),
                    Lead.stateOf(lead),
                    Printable.of(lead.path("source")),
                    Printable.of(lead.path("receivedAt")),
                    Printable.of(lead.path("customer").path("name")));
        }
        if (!page.path("next").isNull()) {
            out.println("… and more: narrow it down or raise --limit");
        }
        out.flush();
        return 0;
    }

    private String path() {
        StringBuilder path = new StringBuilder("/api/leads?limit=").append(limit);
        append(path, "q", text);
        append(path, "state", state);
        append(path, "source", source);
        return path.toString();
    }

    private static void append(StringBuilder path, String name, @Nullable String value) {
        if (value != null) {
            path.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8));
        }
    }
}
