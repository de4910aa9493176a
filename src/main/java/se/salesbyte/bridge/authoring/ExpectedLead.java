package se.salesbyte.bridge.authoring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.EventMapping;
import se.salesbyte.bridge.mapping.ExpectedFailure;
import se.salesbyte.bridge.mapping.MappingException;
import se.salesbyte.bridge.salesbyte.FieldFault;
import se.salesbyte.bridge.salesbyte.InvalidLeadException;
import se.salesbyte.bridge.salesbyte.MappedLead;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;

/**
 * What an example must say for a mapping to pass it as it is.
 *
 * @param text for the example's {@code .lead.json}
 * @param outcome {@code a lead}, {@code skipped} or {@code a failure}
 * @param detail why it is no lead; null if it is one
 */
public record ExpectedLead(String text, String outcome, @Nullable String detail) {
    static final String LEAD = "a lead";

    static ExpectedLead of(Object event, EventMapping mapping, PhoneNumbers phones) {
        try {
            Map<String, @Nullable Object> fields = mapping.apply(event);
            String skip = MappedLead.skipReason(fields).orElse(null);
            if (skip == null) {
                MappedLead.of(fields, phones);
            }
            return new ExpectedLead(PrettyJson.text(fields), skip == null ? LEAD : "skipped", skip);
        } catch (InvalidLeadException invalid) {
            Map<String, Object> errors = new LinkedHashMap<>();
            for (FieldFault fault : invalid.faults()) {
                errors.put(fault.field(), fault.reason());
            }
            return failing(ExpectedFailure.VALIDATION, Map.of("errors", errors), invalid);
        } catch (MappingException broken) {
            return failing(ExpectedFailure.MAPPING, Map.of("message", broken.reason()), broken);
        }
    }

    private static ExpectedLead failing(String reason, Map<String, Object> more, Exception fault) {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("reason", reason);
        failure.putAll(more);
        return new ExpectedLead(PrettyJson.text(Map.of("failure", failure)), "a failure", fault.getMessage());
    }
}
