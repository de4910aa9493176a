package se.salesbyte.bridge.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that an operator mends all of it in one go. Used by one thread. */
final class Faults {
    private final List<String> faults = new ArrayList<>();

    void add(String where, String problem, String advice) {
        faults.add(where + " " + problem + ": " + advice);
    }

    /** @throws InvalidSettingsException with every fault added so far, if there is one */
    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new InvalidSettingsException(faults);
        }
    }
}
