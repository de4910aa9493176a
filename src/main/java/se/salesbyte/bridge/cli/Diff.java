package se.salesbyte.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.mapping.Mappings;

/** {@code diff <source>}: what a changed mapping makes otherwise of the last stored events, by field. */
@Command(
        name = "diff",
        description = "Show what a changed mapping makes otherwise of a source's last stored events, by field.",
        footer = "Asks the running bridge; nothing is stored or sent, and the mapping in use stays.")
final class Diff implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<source>", description = "As in /webhooks/<source>.")
    private String name;

    @Option(
            names = "--mapping",
            paramLabel = "<file>",
            description = "The changed mapping; default: the one in this home that the source's route applies.")
    private @Nullable Path mapping;

    @Option(
            names = "--last",
            paramLabel = "<n>",
            description = "How many events, 200 at most; default ${DEFAULT-VALUE}.")
    private int last = 50;

    private final Parts parts;

    Diff(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        Settings settings = LoadSettings.ofThisProcess();
        Path file = mapping == null ? mappingOf(settings) : mapping;
        JsonNode compared = new ManagementClient(settings)
                .post(
                        "/api/workbench/" + URLEncoder.encode(name, UTF_8) + "/compare",
                        Map.of("mapping", textOf(file), "limit", last));
        PrintWriter out = spec.commandLine().getOut();
        linesFor(compared).forEach(out::println);
        out.flush();
        return 0;
    }

    private Path mappingOf(Settings settings) {
        String applied = parts.routes(settings)
                .route(name)
                .mapping()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the route of " + name + " applies no mapping of routes/mappings: say which by --mapping"));
        return settings.home().resolve(Mappings.file(applied));
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read as UTF-8", unreadable);
        }
    }

    /** First all of it by field, then lead by lead. */
    static List<String> linesFor(JsonNode compared) {
        List<String> lines = new ArrayList<>();
        int events = compared.path("compared").asInt();
        int same = compared.path("same").asInt();
        lines.add(
                events == 0
                        ? "The source has no stored events to compare: send one, or try an example with check"
                        : "%d events compared, %d the same, %d otherwise".formatted(events, same, events - same));
        compared.path("warnings").forEach(warning -> lines.add("warning: " + Printable.of(warning)));
        for (JsonNode field : compared.path("fields")) {
            lines.add("  %-32s %d changed, %d gained, %d lost"
                    .formatted(
                            Printable.of(field.path("field")),
                            field.path("changed").asInt(),
                            field.path("gained").asInt(),
                            field.path("lost").asInt()));
        }
        for (JsonNode lead : compared.path("leads")) {
            lines.add("");
            lines.add(headOf(lead));
            for (JsonNode change : lead.path("changes")) {
                lines.add("  - %s: %s".formatted(Printable.of(change.path("field")), value(change.path("before"))));
                lines.add("  + %s: %s".formatted(Printable.of(change.path("field")), value(change.path("after"))));
            }
        }
        return lines;
    }

    private static String headOf(JsonNode lead) {
        String before = lead.path("before").asText();
        String after = lead.path("after").asText();
        String reason = Printable.of(lead.path("reason"));
        return Printable.of(lead.path("id")) + "  " + Printable.of(lead.path("receivedAt"))
                + (before.equals(after) ? "" : "  " + wordFor(before) + " becomes " + wordFor(after))
                + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static String wordFor(String outcome) {
        return outcome.equals("request") ? "a lead" : Printable.of(outcome);
    }

    private static String value(JsonNode value) {
        return value.isNull() ? "nothing" : Printable.of(value.toString());
    }
}
