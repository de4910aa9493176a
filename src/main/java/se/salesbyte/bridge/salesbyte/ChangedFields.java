package se.salesbyte.bridge.salesbyte;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person changes of the mapped fields of one lead, checked as a mapping's own are. Immutable. */
public final class ChangedFields {
    /** Nothing. */
    public static final ChangedFields NONE = new ChangedFields(Map.of());

    private final Map<String, @Nullable Object> values;

    private ChangedFields(Map<String, @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Reads them.
     *
     * @param fields by API name, by the name after {@code salesbyte.lead.}, or {@code profile}, {@code reference} and
     *     {@code skip} as a mapping has them; null and blank values empty a field, and {@code skip} may only be undone
     * @throws InvalidLeadException with every unknown name and bad value
     */
    public static ChangedFields of(Map<?, ?> fields, PhoneNumbers phones) {
        Reading reading = new Reading(new FieldReader(phones));
        fields.forEach((name, value) -> reading.read(String.valueOf(name), value));
        reading.faults.throwIfAny();
        return new ChangedFields(reading.values);
    }

    /** By the names that a mapping has, as SalesByte takes them; null empties a field. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    /** One reading. */
    private static final class Reading {
        private final FieldReader reader;
        private final LeadFaults faults = new LeadFaults();
        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

        Reading(FieldReader reader) {
            this.reader = reader;
        }

        void read(String name, @Nullable Object raw) {
            CreateLeadField field = fieldOf(name);
            if (field == CreateLeadField.UUID) {
                faults.add(field, "comes from the settings: name a profile in \"profile\"");
            } else if (field != null) {
                put(field.apiName(), reader.read(field, raw, reason -> faults.add(name, reason)));
            } else {
                readOwnKey(name, raw);
            }
        }

        private static @Nullable CreateLeadField fieldOf(String name) {
            CreateLeadField field = CreateLeadField.named(name);
            return field == null ? CreateLeadField.ofSetting(name.replace('_', '-')) : field;
        }

        private void readOwnKey(String name, @Nullable Object raw) {
            switch (name) {
                case MappedLead.PROFILE -> put(name, profile(raw));
                case LeadReference.KEY -> put(name, LeadReference.read(raw, reason -> faults.add(name, reason)));
                case MappedLead.SKIP -> put(name, unskipped(raw));
                default ->
                    faults.add(
                            NearestName.cut(name),
                            "is no field of Create Lead: did you mean " + NearestName.of(name, MappedLead.KNOWN_KEYS)
                                    + "?");
            }
        }

        private @Nullable String profile(@Nullable Object raw) {
            String reason = "must be the name of a profile";
            return raw == null ? null : FieldReader.text(raw, reason, fault -> faults.add(MappedLead.PROFILE, fault));
        }

        private @Nullable Object unskipped(@Nullable Object raw) {
            if (raw != null && !raw.equals(false) && !raw.equals("false")) {
                faults.add(MappedLead.SKIP, "can only be false: discard a lead that is not to be sent");
            }
            return null;
        }

        private void put(String name, @Nullable Object value) {
            if (values.containsKey(name)) {
                faults.add(name, "is there twice, by two of its names");
            }
            values.put(name, value);
        }
    }
}
