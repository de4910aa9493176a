package se.salesbyte.bridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.source.ProviderGuide;
import se.salesbyte.bridge.source.Source;

/** {@code sources}: what may post to the running bridge; and how a provider is set up, which needs no bridge. */
@Command(
        name = "sources",
        description = "List the running bridge's sources: state, last event, scheme, fault.",
        footer = "With --guide: what to click and paste at a provider; needs no running bridge.")
final class SourceList implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--guide", paramLabel = "<source>", description = "How to have that provider send here.")
    private @Nullable String guided;

    private final Parts parts;

    SourceList(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = LoadSettings.ofThisProcess();
        if (guided != null) {
            guide(guided, settings).forEach(out::println);
        } else {
            list(settings, out);
        }
        out.flush();
        return 0;
    }

    private static void list(Settings settings, PrintWriter out) {
        for (JsonNode source :
                new ManagementClient(settings).get("/api/sources").path("sources")) {
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
    }

    private List<String> guide(String name, Settings settings) {
        Source source = parts.routes(settings).route(name).source();
        ProviderGuide guide = source.preset().guide();
        String path = "/webhooks/" + name;
        String url = settings.intake()
                .publicUrl()
                .map(URI::toString)
                .orElse("https://<your bridge>")
                .concat(path);
        List<String> lines = new ArrayList<>();
        lines.add(source.preset().title() + ": " + source.preset().arrives());
        lines.add("");
        List<String> steps = guide.steps(url);
        IntStream.range(0, steps.size()).forEach(i -> lines.add((i + 1) + ". " + steps.get(i)));
        lines.add("");
        lines.add("Secret       " + guide.secret() + " Set it as " + name + ".secret");
        lines.add("Verified by  " + source.preset().scheme().describe());
        guide.unconfirmed().forEach(doubt -> lines.add("Check first  " + doubt));
        guide.links().forEach(link -> lines.add("See          " + link));
        return lines;
    }
}
