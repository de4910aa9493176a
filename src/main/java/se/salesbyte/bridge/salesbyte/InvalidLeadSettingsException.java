package se.salesbyte.bridge.salesbyte;

import java.util.List;

/** Profiles or lead defaults cannot be used as configured. */
public final class InvalidLeadSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /** @param faults all that were found, each with its setting's full key; at least one */
    public InvalidLeadSettingsException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** One line each: the full key, what is wrong, what to write. Holds no uuid. */
    public List<String> faults() {
        return faults;
    }
}
