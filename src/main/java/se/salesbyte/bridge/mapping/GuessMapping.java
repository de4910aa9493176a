package se.salesbyte.bridge.mapping;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the mapping of a new source from one event of it: where the form is, and which field of it says who the person is,
 * by the labels that people give such fields in English and Swedish, else by what an e-mail address looks like.
 */
public final class GuessMapping {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
    private static final Pattern ID = Pattern.compile("(?i:id|uuid|reference|.*[_ -]id)|.*[a-z]I[dD]");
    private static final int MOST_LISTED = 30;
    private static final String FORM = "$form";

    private final String source;
    private final String title;
    private final List<FormPart> parts;
    private final FormPart form;
    private final Map<String, String> expressions = new LinkedHashMap<>();
    private final Map<String, String> found = new LinkedHashMap<>();
    private final Set<At> used = new LinkedHashSet<>();

    /** Of a field: the path to its part, and its label there. */
    private record At(String path, String label) {}

    private GuessMapping(String source, String title, Object event) {
        this.source = source;
        this.title = title;
        this.parts = FormPart.of(event);
        this.form = parts.stream()
                .max(Comparator.comparingLong(GuessMapping::score)) // of equal ones the first, which is the outer one
                .orElseThrow();
    }

    /**
     * A mapping for events such as this.
     *
     * @param source becomes the first tag
     * @param title what events of it are called
     * @param event as a mapping will get it
     */
    public static GuessedMapping of(String source, String title, Object event) {
        return new GuessMapping(source, title, event).guess();
    }

    /** Whether it is a list of events, each with what says who a person is. */
    public static boolean isOfSeveral(Object event) {
        return event instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(one -> one instanceof Map && score(new FormPart("$", one)) > 1);
    }

    private GuessedMapping guess() {
        Contact.MEANINGS.forEach(this::find);
        List<String> missing = Contact.MEANINGS.stream()
                .filter(meaning -> !found.containsKey(meaning))
                .toList();
        String reference = reference();
        List<Unused> unused = unused();
        return new GuessedMapping(
                write(unused, reference),
                found,
                missing,
                unused.stream().map(Unused::words).toList());
    }

    /** A field that the mapping leaves out, and by what it would be sent. */
    private record Unused(String words, String expression) {}

    /** Those of the form, then those beside and around it: what a form asks may lie apart from the person. */
    private List<Unused> unused() {
        List<FormPart> inOrder = new ArrayList<>(List.of(form));
        parts.stream().filter(part -> !part.equals(form) && !isField(part)).forEach(inOrder::add);
        List<Unused> unused = new ArrayList<>();
        for (FormPart part : inOrder) {
            String path = part.equals(form) ? FORM : part.path();
            part.labels().keySet().stream()
                    .filter(label -> !used.contains(new At(path, label)) && !isCampaign(label))
                    .map(label -> new Unused(
                            path.equals(FORM) || path.equals("$") ? label : label + " in " + path,
                            (part.isList() ? "$answer(" : "$field(") + path + ", " + Json.text(label) + ")"))
                    .forEach(unused::add);
        }
        return unused;
    }

    /** Whether a part is one field of another, such as a name that comes in parts. */
    private boolean isField(FormPart part) {
        return parts.stream()
                .flatMap(other -> other.labels().keySet().stream().map(other::pathTo))
                .anyMatch(part.path()::equals);
    }

    /** How many things of a person it tells, each once. */
    private static long score(FormPart part) {
        return part.labels().keySet().stream()
                .flatMap(label -> LabelMeaning.of(label).stream())
                .distinct()
                .count();
    }

    private void find(String meaning) {
        expressions.put(meaning, "$contact($form, \"" + meaning + "\")");
        boolean there = isFoundIn(form, FORM, meaning);
        for (int i = 0; !there && i < parts.size(); i++) {
            FormPart part = parts.get(i);
            // what else than a form tells a name alone names something else: the page, the account
            boolean ofAPerson = !meaning.equals("name") || score(part) > 1;
            there = !part.equals(form) && ofAPerson && isFoundIn(part, part.path(), meaning);
        }
        if (!there && meaning.equals("email")) {
            findByLooks();
        }
    }

    private boolean isFoundIn(FormPart part, String path, String meaning) {
        Map<String, Object> labels = part.labels();
        List<String> its = labels.keySet().stream()
                .filter(label -> LabelMeaning.of(label).filter(meaning::equals).isPresent())
                .toList();
        if (Contact.find(List.of(part.tree(), meaning)) != null) {
            List<String> usual = its.stream()
                    .filter(label -> Contact.meaningOf(label).isPresent())
                    .toList();
            take(meaning, path, "", usual.isEmpty() ? its : usual);
            return true;
        }
        Optional<String> own =
                its.stream().filter(label -> fits(meaning, labels.get(label))).findFirst();
        own.ifPresent(label -> take(meaning, path, ", " + Json.text(label), List.of(label)));
        return own.isPresent();
    }

    private static boolean fits(String meaning, @Nullable Object value) {
        String text = String.valueOf(value);
        return switch (meaning) {
            case "email" -> EMAIL.matcher(text).matches();
            case "phone" -> text.chars().filter(Character::isDigit).count() >= 6;
            default -> value instanceof String;
        };
    }

    private void take(String meaning, String path, String own, List<String> labels) {
        expressions.put(meaning, "$contact(" + path + ", \"" + meaning + "\"" + own + ")");
        found.put(
                meaning,
                labels.stream().map(label -> '"' + label + '"').collect(joining(" and "))
                        + (path.equals(FORM) ? "" : " in " + path));
        labels.forEach(label -> used.add(new At(path, label)));
    }

    private void findByLooks() {
        for (FormPart part : parts) {
            for (Map.Entry<String, Object> field : part.labels().entrySet()) {
                if (EMAIL.matcher(field.getValue().toString()).matches()) {
                    String path = part.equals(form) ? FORM : part.path();
                    take("email", path, ", " + Json.text(field.getKey()), List.of(field.getKey()));
                    return;
                }
            }
        }
    }

    private static boolean isCampaign(String label) {
        return Label.of(label).startsWith("utm");
    }

    private String write(List<Unused> unused, String reference) {
        List<String> lines = new ArrayList<>();
        lines.addAll(head(unused));
        lines.add("(");
        lines.add("  $form    := " + form.path() + ";");
        for (String meaning : List.of("name", "email", "phone", "company")) {
            lines.add("  %-8s := %s;".formatted("$" + meaning, expressions.get(meaning)));
        }
        lines.add("");
        lines.add("  {");
        lines.add("    \"customer_name\": $firstOf($name, $company, $email, $phone),");
        lines.add("    \"customer_email\": $email,");
        lines.add("    \"customer_phone\": $phone,");
        lines.add("    \"customer_company\": $company,");
        lines.add("    \"message\": " + expressions.get("message") + ",");
        lines.add("    \"custom_field_2_content\": $utm($form),");
        lines.add("    \"tag_1\": " + Json.text(source) + (reference.isEmpty() ? "" : ","));
        if (!reference.isEmpty()) {
            lines.add("    \"reference\": {" + reference + "}");
        }
        lines.add("  }");
        lines.add(")");
        return String.join("\n", lines) + "\n";
    }

    private List<String> head(List<Unused> unused) {
        List<String> lines = new ArrayList<>();
        lines.add("/* " + inComment(title) + ": guessed from one event, so look at each line.");
        lines.add("   The usual Swedish and English names are known. For one of yours add it to its line:");
        lines.add("     $contact($form, \"phone\", \"Direktnummer\")");
        if (unused.isEmpty()) {
            lines.add("   To send another field, add a line for it. */");
            return lines;
        }
        lines.add("   Not sent yet are those below. To send one, add a line for it:");
        lines.add("     \"custom_field_1_content\": " + inComment(unused.get(0).expression()));
        unused.stream().limit(MOST_LISTED).forEach(field -> lines.add("   - " + inComment(field.words())));
        if (unused.size() > MOST_LISTED) {
            lines.add("   - and " + (unused.size() - MOST_LISTED) + " more");
        }
        lines.add("*/");
        return lines;
    }

    private static String inComment(String text) {
        return text.replace("*/", "* /").replaceAll("\\s+", " ");
    }

    /** The ids of the outermost part that has any: the callback brings them back. */
    private String reference() {
        for (FormPart part : parts) {
            if (part.isList()) {
                continue;
            }
            List<String> named = part.labels().keySet().stream()
                    .filter(label -> ID.matcher(label).matches() && part.pathTo(label) != null)
                    .limit(3)
                    .toList();
            String path = part.equals(form) ? FORM : part.path();
            named.forEach(label -> used.add(new At(path, label)));
            String ids = named.stream()
                    .map(label -> Json.text(label) + ": " + part.pathTo(label))
                    .collect(joining(", "));
            if (!ids.isEmpty()) {
                return ids;
            }
        }
        return "";
    }
}
