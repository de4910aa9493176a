package se.salesbyte.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.authoring.ExampleDraft;
import se.salesbyte.bridge.camel.SourceRoute;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;

/** {@code example <lead id>}: an example for {@code check}, made of a stored lead, with an invented person in it. */
@Command(
        name = "example",
        description = "Make an example of a lead of the running bridge, with an invented person in it.",
        footer = "Writes into routes/examples of this home, and never over a file.")
final class ExampleOf implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern CASE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<id>", description = "The lead's id, as leads lists it.")
    private String id = "";

    @Option(
            names = "--as",
            paramLabel = "<case>",
            description = "The example's name: letters, digits and dashes. Default: the end of the id.")
    private @Nullable String name;

    private final Parts parts;

    ExampleOf(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() {
        String called = name == null
                ? "lead-" + id.substring(Math.max(0, id.length() - 8)).toLowerCase(Locale.ROOT)
                : name;
        if (!CASE.matcher(called).matches()) {
            throw new IllegalArgumentException("--as " + called + ": use letters, digits and dashes");
        }
        Settings settings = LoadSettings.ofThisProcess();
        JsonNode lead = new ManagementClient(settings).get("/api/leads/" + URLEncoder.encode(id, UTF_8));
        SourceRoute route = parts.routes(settings).route(lead.path("source").asText());
        ExampleDraft draft = draft(settings, route, lead, called);
        WriteFiles.into(settings.home(), draft.files());
        PrintWriter out = spec.commandLine().getOut();
        tell(draft, out);
        if (route.fetches()) {
            out.println(
                    "warning: the event only names a record, which the route gets from the provider: put an invented"
                            + " one under \"record\", and into the .lead.json what it becomes");
        }
        out.flush();
        return 0;
    }

    private ExampleDraft draft(Settings settings, SourceRoute route, JsonNode lead, String called) {
        JsonNode payload = lead.path("payload");
        if (!payload.isContainerNode()) {
            throw new IllegalArgumentException(
                    payload.isNull()
                            ? "a person was erased from this lead: nothing is left to make an example of"
                            : "the lead's payload cannot be read as its source reads events: no example can be made");
        }
        String mapping = route.mapping()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the route of " + route.source().name() + " applies no mapping of routes/mappings"));
        Mappings mappings = parts.mappings(settings);
        return ExampleDraft.of(
                route.source(),
                called,
                JSON.convertValue(payload, Object.class),
                personIn(lead.path("customer")),
                mappings.mapping(mapping),
                mappings.text(mapping),
                PhoneNumbers.in(settings.defaultRegion()));
    }

    private static Map<String, String> personIn(JsonNode customer) {
        Map<String, String> person = new LinkedHashMap<>();
        customer.properties().forEach(known -> {
            if (known.getValue().isTextual()) {
                person.put(known.getKey(), known.getValue().asText());
            }
        });
        return person;
    }

    private static void tell(ExampleDraft draft, PrintWriter out) {
        WriteFiles.tell(out, draft.files().keySet());
        draft.warnings().forEach(warning -> out.println("warning: " + Printable.of(warning)));
        WriteFiles.tellTexts(
                out,
                "Left as they are, as questions and kinds of events; look whether they tell of anybody:",
                draft.kept());
    }
}
