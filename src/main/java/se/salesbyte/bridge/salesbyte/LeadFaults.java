package se.salesbyte.bridge.salesbyte;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects the faults of one lead; of one thread. */
final class LeadFaults {
    /** More than all known fields can have; a mapping that hands on a whole payload would fill pages. */
    private static final int MOST = 50;

    private final List<FieldFault> faults = new ArrayList<>(0);

    void add(CreateLeadField field, String reason) {
        add(field.apiName(), reason);
    }

    void add(String field, String reason) {
        if (!full()) {
            faults.add(new FieldFault(field, reason));
        }
    }

    boolean full() {
        return faults.size() >= MOST;
    }

    boolean concernAnyOf(Set<CreateLeadField> fields) {
        return faults.stream().anyMatch(fault -> {
            CreateLeadField field = CreateLeadField.named(fault.field());
            return field != null && fields.contains(field);
        });
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new InvalidLeadException(faults);
        }
    }
}
