package se.salesbyte.bridge.cli;

import java.util.Map;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.salesbyte.CreateLeadField;

/** The settings of this process. */
final class LoadSettings {
    private LoadSettings() {}

    static Settings ofThisProcess() {
        return Settings.load(CreateLeadField.leadSettings());
    }

    /** As the other, with one setting as the command line has it. */
    static Settings with(String key, String value) {
        return Settings.load(CreateLeadField.leadSettings(), Map.of(key, value));
    }
}
