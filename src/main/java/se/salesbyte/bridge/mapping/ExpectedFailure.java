package se.salesbyte.bridge.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How an event shall fail, as its example says: {@code {"failure": {"reason": "validation", "errors": {"customer_email":
 * "no e-mail"}}}}, in the words of {@code lead.failed}. What is left out may be anything.
 *
 * @param reason {@code mapping} or {@code validation}
 * @param message a part of what the fault says; null for any
 * @param errors for each field at fault a part of what is wrong with it; empty for any
 */
public record ExpectedFailure(String reason, @Nullable String message, Map<String, List<String>> errors) {
    /** The mapping cannot be applied, or the body not be read. */
    public static final String MAPPING = "mapping";
    /** The mapping gives what is no lead. */
    public static final String VALIDATION = "validation";

    static final String KEY = "failure";
    private static final Set<String> KEYS = Set.of("reason", "message", "errors");

    static ExpectedFailure of(@Nullable Object written) {
        if (!(written instanceof Map<?, ?> failure)
                || !KEYS.containsAll(failure.keySet())
                || !(failure.get("reason") instanceof String reason)
                || !Set.of(MAPPING, VALIDATION).contains(reason)
                || !(failure.get("message") == null || failure.get("message") instanceof String)
                || !(failure.get("errors") == null || failure.get("errors") instanceof Map)) {
            throw new IllegalArgumentException(
                    "failure is {\"reason\": \"mapping\" or \"validation\", \"message\": a part of"
                            + " what it says, \"errors\": {\"<field>\": a part of what is wrong}}");
        }
        Map<String, List<String>> errors = new LinkedHashMap<>();
        if (failure.get("errors") instanceof Map<?, ?> fields) {
            fields.forEach((field, texts) -> errors.put(
                    String.valueOf(field),
                    texts instanceof Collection<?> several
                            ? several.stream().map(String::valueOf).toList()
                            : List.of(String.valueOf(texts))));
        }
        return new ExpectedFailure(reason, (String) failure.get("message"), errors);
    }

    /**
     * What is otherwise with the failure that there was, a line each; empty if it is this one.
     *
     * @param itsErrors by field; empty unless the lead was at fault
     */
    public List<String> differences(String itsReason, String itsMessage, Map<String, List<String>> itsErrors) {
        List<String> differences = new ArrayList<>();
        if (!reason.equals(itsReason)) {
            differences.add("failure.reason is %s (%s), expected %s".formatted(itsReason, itsMessage, reason));
        }
        if (message != null && !itsMessage.contains(message)) {
            differences.add("failure.message is \"%s\", expected \"%s\" in it".formatted(itsMessage, message));
        }
        if (!errors.isEmpty()) {
            Set<String> fields = new TreeSet<>(errors.keySet());
            fields.addAll(itsErrors.keySet());
            fields.forEach(field -> compare(field, itsErrors.getOrDefault(field, List.of()), differences));
        }
        return differences;
    }

    private void compare(String field, List<String> its, List<String> differences) {
        List<String> expected = errors.getOrDefault(field, List.of());
        boolean asExpected = its.isEmpty() == expected.isEmpty()
                && expected.stream().allMatch(text -> its.stream().anyMatch(one -> one.contains(text)));
        if (!asExpected) {
            differences.add("failure.errors.%s is %s, expected %s".formatted(field, shown(its), shown(expected)));
        }
    }

    private static String shown(List<String> texts) {
        return texts.isEmpty() ? "absent" : '"' + String.join("\", \"", texts) + '"';
    }
}
