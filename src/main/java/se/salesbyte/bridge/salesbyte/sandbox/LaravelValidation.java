package se.salesbyte.bridge.salesbyte.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.salesbyte.CreateLeadField;

/**
 * Validates a Create Lead body as Laravel's rules would ({@code required}, {@code string}, {@code integer},
 * {@code boolean}, {@code email}), in its words. SalesByte documents the status 422 and no more.
 */
final class LaravelValidation {
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    private LaravelValidation() {}

    /** The 422 with all errors; null if there are none. */
    static @Nullable SandboxReply check(Map<String, @Nullable Object> input) {
        LaravelValidation validation = new LaravelValidation();
        for (CreateLeadField field : CreateLeadField.values()) {
            validation.check(field, input.get(field.apiName()));
        }
        return validation.reply();
    }

    private void check(CreateLeadField field, @Nullable Object value) {
        String name = field.apiName();
        if (value == null) {
            refuse(!field.required(), name, "field is required.");
            return;
        }
        switch (field.kind()) {
            case TEXT -> refuse(value instanceof String, name, "field must be a string.");
            case INTEGER -> refuse(PhpInteger.of(value) != null, name, "field must be an integer.");
            case BOOLEAN -> refuse(isBoolean(value), name, "field must be true or false.");
            case TEXT_OR_LIST -> checkSalespeople(name, value);
        }
        if (field == CreateLeadField.CUSTOMER_EMAIL && value instanceof String email) {
            checkEmail(name, email);
        }
    }

    private void checkSalespeople(String name, Object value) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                checkSalesperson(name + "." + i, list.get(i));
            }
        } else {
            checkSalesperson(name, value);
        }
    }

    private void checkSalesperson(String name, @Nullable Object value) {
        if (value instanceof String email) {
            checkEmail(name, email);
        } else {
            refuse(false, name, "field must be a string.");
        }
    }

    private void checkEmail(String name, String email) {
        refuse(EmailFormat.accepts(email), name, "field must be a valid email address.");
    }

    private void refuse(boolean unless, String name, String rule) {
        if (!unless) {
            errors.computeIfAbsent(name, same -> new ArrayList<>()).add("The " + words(name) + " " + rule);
        }
    }

    /** Laravel leaves the name of a list's element as it is. */
    private static String words(String name) {
        return name.indexOf('.') < 0 ? name.replace('_', ' ') : name;
    }

    private @Nullable SandboxReply reply() {
        return errors.isEmpty() ? null : invalid(errors);
    }

    /**
     * The 422 for these errors.
     *
     * @param errors not empty
     */
    static SandboxReply invalid(Map<String, List<String>> errors) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("message", message(errors));
        json.put("errors", errors);
        return SandboxReply.error(422, message(errors), json);
    }

    private static String message(Map<String, List<String>> errors) {
        List<String> all = errors.values().stream().flatMap(List::stream).toList();
        int more = all.size() - 1;
        String count = more == 0 ? "" : " (and " + more + " more " + (more == 1 ? "error" : "errors") + ")";
        return all.get(0) + count;
    }

    private static boolean isBoolean(Object value) {
        return value instanceof Boolean || value.equals(0) || value.equals(1) || value.equals("0") || value.equals("1");
    }
}
