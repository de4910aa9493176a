package se.salesbyte.bridge.config;

import java.util.List;

/** The settings cannot be used; says everything that is wrong with them at once, and never shows a secret. */
public final class InvalidSettingsException extends RuntimeException {
    private final List<String> faults;

    InvalidSettingsException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    /** One line a fault: where, what, and what to write instead; at least one, fit to be shown to a person. */
    public List<String> faults() {
        return faults;
    }
}
