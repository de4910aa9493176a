package se.salesbyte.bridge.cli;

import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.salesbyte.CreateLeadField;

/** The settings of this process. */
final class LoadSettings {
    private LoadSettings() {}

    static Settings ofThisProcess() {
        return Settings.load(CreateLeadField.leadSettings());
    }
}
