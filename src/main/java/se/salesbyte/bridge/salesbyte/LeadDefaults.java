package se.salesbyte.bridge.salesbyte;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values for the fields that a mapping leaves open, read once from settings. Immutable. */
public final class LeadDefaults {
    /** No defaults at all, as for a source that sets none. */
    public static final LeadDefaults NONE = new LeadDefaults(new EnumMap<>(CreateLeadField.class));

    /** What the required fields are when nobody says otherwise: nothing contacts a customer unless told to. */
    static final LeadDefaults BUILT_IN = new LeadDefaults(new EnumMap<>(Map.of(
            CreateLeadField.CHAT_ENABLED, false,
            CreateLeadField.SEND_TYPE, "none",
            CreateLeadField.WORKFLOWS_ENABLED, false,
            CreateLeadField.ALLOW_CUSTOMER_DOCUMENT_UPLOAD, false,
            CreateLeadField.TRIGGER_CREATED_MESSAGES_TO_CUSTOMER, false)));

    private final Map<CreateLeadField, Object> values;

    private LeadDefaults(Map<CreateLeadField, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Reads the defaults of a source.
     *
     * @param keyPrefix what stands before the names in the settings file, such as {@code hubspot.lead.}; for faults
     * @param settings by the names of {@link CreateLeadField#leadSettings()}; blank values count as absent;
     *     {@code salesperson-email} may be several, with commas between
     * @throws InvalidLeadSettingsException with every unknown name and bad value
     */
    public static LeadDefaults of(String keyPrefix, Map<String, String> settings, PhoneNumbers phones) {
        List<String> faults = new ArrayList<>();
        LeadDefaults defaults = NONE.overriddenBy(keyPrefix, settings, new FieldReader(phones), faults);
        if (!faults.isEmpty()) {
            throw new InvalidLeadSettingsException(faults);
        }
        return defaults;
    }

    /** These defaults with those settings on top; a blank one takes back what is here, except what is built in. */
    LeadDefaults overriddenBy(String keyPrefix, Map<String, String> settings, FieldReader reader, List<String> faults) {
        Map<CreateLeadField, Object> merged = new EnumMap<>(CreateLeadField.class);
        merged.putAll(values);
        settings.forEach((setting, text) -> {
            CreateLeadField field = CreateLeadField.ofSetting(setting);
            if (field == null) {
                faults.add(unknown(keyPrefix, setting));
            } else {
                Object value = read(field, text, keyPrefix + setting, reader, faults);
                merged.compute(field, (same, inherited) -> value == null ? takenBack(same, inherited) : value);
            }
        });
        return new LeadDefaults(merged);
    }

    @Nullable
    Object value(CreateLeadField field) {
        return values.get(field);
    }

    private static @Nullable Object takenBack(CreateLeadField field, @Nullable Object inherited) {
        return inherited == null ? null : BUILT_IN.value(field);
    }

    private static @Nullable Object read(
            CreateLeadField field, String text, String key, FieldReader reader, List<String> faults) {
        Object raw = field.kind() == CreateLeadField.Kind.TEXT_OR_LIST ? Arrays.asList(text.split(",", -1)) : text;
        return reader.read(field, raw, reason -> faults.add(key + " is \"" + text + "\": " + reason));
    }

    private static String unknown(String keyPrefix, String setting) {
        String nearest = NearestName.of(setting, CreateLeadField.leadSettings());
        return keyPrefix + setting + " is no setting: did you mean " + keyPrefix + nearest + "?";
    }
}
