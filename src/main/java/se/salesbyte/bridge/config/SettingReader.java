package se.salesbyte.bridge.config;

import java.util.Optional;

/** Turns what is set into typed values; a faulty one is noted and its default goes on in its stead. */
final class SettingReader {
    private final Lookup lookup;
    private final Faults faults;

    SettingReader(Lookup lookup, Faults faults) {
        this.lookup = lookup;
        this.faults = faults;
    }

    /** Of a setting that has a default. */
    <T> T value(Setting<T> setting) {
        return read(setting).orElseThrow();
    }

    /** Empty if it is neither set nor has a default. */
    <T> Optional<T> read(Setting<T> setting) {
        return lookup.find(setting.key())
                .flatMap(found -> parse(found, setting.format()))
                .or(setting::defaultValue);
    }

    private <T> Optional<T> parse(Found found, Format<T> format) {
        found.refuseFunction(faults);
        Optional<T> value = format.parse(found.text());
        if (value.isEmpty()) {
            faults.add(found.where(), found.quoted(format), format.advice());
        }
        return value;
    }
}
