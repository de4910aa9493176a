package se.salesbyte.bridge.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.EventMapping;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.source.Source;

/**
 * An example made of an event that came, with an invented person in it.
 *
 * @param files its two, by their path below the home
 * @param kept texts of the event that stayed, as they are no person's as far as can be told: for a person to look at
 * @param warnings what is otherwise than with the real event, a line each
 */
public record ExampleDraft(Map<String, byte[]> files, List<String> kept, List<String> warnings) {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    /**
     * Makes one.
     *
     * @param name of the case
     * @param event as the source parsed it
     * @param person what is known of the person besides, by the customer's fields in the API
     * @param mapping what the source's route applies
     * @param text of that mapping
     */
    public static ExampleDraft of(
            Source source,
            String name,
            Object event,
            Map<String, String> person,
            EventMapping mapping,
            String text,
            PhoneNumbers phones) {
        InventEvent invent = new InventEvent(text);
        person.forEach(invent::learn);
        Object invented = invent.of(event);
        List<String> warnings = new ArrayList<>();
        boolean asForm = source.readAs(JSON).isEmpty() && isTheSame(source, invented);
        if (!asForm && source.readAs(JSON).isEmpty()) {
            warnings.add("it is written as JSON, which " + source.name()
                    + " does not take: check and preview read it, but" + " it cannot be posted");
        }
        ExpectedLead before = ExpectedLead.of(event, mapping, phones);
        ExpectedLead after = ExpectedLead.of(invented, mapping, phones);
        if (!before.outcome().equals(after.outcome())) {
            warnings.add("the real event becomes " + before.outcome() + ", the invented one " + after.outcome()
                    + (after.detail() == null ? "" : " (" + after.detail() + ")")
                    + ": put back by hand what the mapping looks at");
        }
        String path = Examples.FOLDER + "/" + source.name() + "/" + name;
        Map<String, byte[]> files = new LinkedHashMap<>();
        String body = asForm ? form(invented) : PrettyJson.text(invented);
        files.put(path + ".event." + (asForm ? "form" : "json"), body.getBytes(UTF_8));
        files.put(path + ".lead.json", after.text().getBytes(UTF_8));
        return new ExampleDraft(files, invent.kept(), warnings);
    }

    /** Whether it comes back the same when it is written as a form: nested things may not. */
    private static boolean isTheSame(Source source, Object event) {
        try {
            return event instanceof Map
                    && source.readAs(FORM).isPresent()
                    && source.parse(FORM, form(event).getBytes(UTF_8)).equals(event);
        } catch (UnparseablePayloadException otherwise) {
            return false;
        }
    }

    private static String form(Object event) {
        List<String> fields = new ArrayList<>();
        ((Map<?, ?>) event).forEach((name, value) -> add(String.valueOf(name), value, fields));
        return String.join("&", fields);
    }

    private static void add(String name, @Nullable Object value, List<String> fields) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> add(name + "[" + key + "]", inner, fields));
        } else if (value instanceof Collection<?> list) {
            list.forEach(item -> add(name, item, fields));
        } else {
            fields.add(URLEncoder.encode(name, UTF_8) + "="
                    + URLEncoder.encode(value == null ? "" : value.toString(), UTF_8));
        }
    }
}
