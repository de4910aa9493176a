package se.salesbyte.bridge.salesbyte;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A mapped lead breaks the Create Lead contract; nothing was sent. Names fields and reasons, never values. */
public final class InvalidLeadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldFault> faults;

    /** @param faults all that were found; at least one */
    public InvalidLeadException(List<FieldFault> faults) {
        super(faults.stream().map(FieldFault::toString).collect(joining("; ")), null, false, false);
        this.faults = List.copyOf(faults);
    }

    /** All faults of the lead, in the order they were found. */
    public List<FieldFault> faults() {
        return faults;
    }
}
