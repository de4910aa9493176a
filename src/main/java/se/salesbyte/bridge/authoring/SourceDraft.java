package se.salesbyte.bridge.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.salesbyte.bridge.mapping.EventFile;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.GuessMapping;
import se.salesbyte.bridge.mapping.GuessedMapping;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.source.Preset;
import se.salesbyte.bridge.source.Source;

/**
 * A new source: its files, and what a person should look at.
 *
 * @param files by their path below the home
 * @param guess the mapping among them
 * @param example the event among them
 * @param toCheck what the bridge cannot know, a line each
 */
public record SourceDraft(Map<String, byte[]> files, GuessedMapping guess, String example, List<String> toCheck) {
    private static final String CASE = "first";

    /**
     * A source made of one event of it.
     *
     * @param source of its name, with the preset that shall verify it
     * @param event a body as the provider sends it
     * @param mappings those that the guessed one shall join
     * @throws IllegalArgumentException if the source's preset does not take such a body
     * @throws UnparseablePayloadException if it is not what its ending says, or holds several events
     */
    public static SourceDraft of(Source source, EventFile event, Mappings mappings, PhoneNumbers phones) {
        String contentType = event.contentType();
        Preset preset = source.preset();
        if (source.readAs(contentType).isEmpty()) {
            throw new IllegalArgumentException("preset " + preset.name() + " takes " + preset.accepts() + ", not "
                    + contentType + ": give the file the ending of what it is, or choose another by --preset");
        }
        String name = source.name();
        Object tree = source.onlyEventIn(contentType, event.body());
        refuseOthersThanOneEvent(tree);
        GuessedMapping guess = GuessMapping.of(name, "Events of " + name, tree);
        ExpectedLead lead = ExpectedLead.of(tree, mappings.draft(name, guess.text()), phones);
        String examples = Examples.FOLDER + "/" + name + "/" + CASE;
        String example = examples + ".event." + endingOf(event);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("routes/sources/" + name + ".camel.yaml", bytes(route(name, preset.name())));
        files.put(Mappings.file(name), bytes(guess.text()));
        files.put(example, event.body());
        files.put(examples + ".lead.json", bytes(lead.text()));
        return new SourceDraft(files, guess, example, toCheck(source, guess, lead, example));
    }

    private static void refuseOthersThanOneEvent(Object tree) {
        if (!(tree instanceof Map) && !(tree instanceof List)) {
            throw new IllegalArgumentException("the event is neither an object nor a list: there is no field to map");
        }
        if (GuessMapping.isOfSeveral(tree)) {
            throw new IllegalArgumentException(
                    "it is a list of events: give one of them, and set split to $ in the preset"
                            + " or the route, so that each request is taken apart");
        }
    }

    private static List<String> toCheck(Source source, GuessedMapping guess, ExpectedLead lead, String example) {
        List<String> lines = new ArrayList<>();
        if (!lead.outcome().equals(ExpectedLead.LEAD)) {
            lines.add("This event becomes " + lead.outcome() + " (" + lead.detail()
                    + "), and the example says so: map a name, an e-mail address, a phone number or a company");
        }
        if (!guess.missing().isEmpty()) {
            lines.add("Not found, and so not sent where they have another name: " + String.join(", ", guess.missing()));
        }
        lines.add("If " + example + " tells of a real person, put an invented one in: examples are kept for long");
        Preset preset = source.preset();
        lines.add("A request is verified by " + preset.scheme().describe() + ": if " + source.name()
                + " does it otherwise, choose another preset, or write one into routes/presets.yaml"
                + " (src/main/docs/adding-a-provider.md) and name it in the route: preset: <name>");
        lines.add("An event is known again by " + preset.eventId() + ": if it has an id of its own, add a parameter"
                + " eventId: body:<path> to the route");
        lines.add("Tests, updates and spam should not become leads: give the mapping a line \"skip\" that says why");
        return lines;
    }

    private static String route(String name, String preset) {
        String chosen = preset.equals(name) ? "" : "        preset: " + preset + "\n";
        return """
                # Events of %1$s. Preset: %2$s. Mapping: mappings/%1$s.jsonata
                - route:
                    id: "%1$s"
                    description: Events of %1$s become SalesByte leads
                    from:
                      id: %1$s-webhook
                      description: %1$s posts to /webhooks/%1$s
                      uri: lead:%1$s
                      parameters:
                %3$s        secret: "{{%1$s.secret}}"
                      steps:
                        - transformDataType:
                            id: %1$s-mapping
                            description: Fields to lead fields
                            toType: jsonata:%1$s
                        - to:
                            id: %1$s-deliver
                            description: The lead goes to SalesByte
                            uri: direct:salesbyte
                """
                .formatted(name, preset, chosen);
    }

    private static String endingOf(EventFile event) {
        String file = String.valueOf(event.path().getFileName());
        return List.of("form", "multipart", "xml", "jwt").stream()
                .filter(ending -> file.endsWith("." + ending))
                .findFirst()
                .orElse("json");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
