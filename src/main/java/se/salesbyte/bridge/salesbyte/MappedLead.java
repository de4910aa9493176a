package se.salesbyte.bridge.salesbyte;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a mapping made of one event, normalised and checked, before any default. Immutable. */
public final class MappedLead {
    static final String PROFILE = "profile";
    static final String SKIP = "skip";
    private static final List<CreateLeadField> NAME_FALLBACKS = List.of(
            CreateLeadField.CUSTOMER_NAME,
            CreateLeadField.CUSTOMER_COMPANY,
            CreateLeadField.CUSTOMER_EMAIL,
            CreateLeadField.CUSTOMER_PHONE);
    static final List<String> KNOWN_KEYS = knownKeys();

    private final Map<CreateLeadField, Object> values;
    private final Map<String, @Nullable Object> reference;
    private final @Nullable String profile;

    private MappedLead(
            Map<CreateLeadField, Object> values, Map<String, @Nullable Object> reference, @Nullable String profile) {
        this.values = values;
        this.reference = reference;
        this.profile = profile;
    }

    /**
     * Reads a mapping's result: Create Lead's fields by API name, and the bridge's own {@code reference},
     * {@code profile} and {@code skip} (not looked at here). Trims, coerces, brings phone numbers to E.164, lets a blank
     * name fall back to company, e-mail, phone, and drops a tag that an earlier slot has.
     *
     * @param mapping plain Java values as JSON libraries give them; null and blank values count as absent
     * @throws InvalidLeadException with every fault at once
     */
    public static MappedLead of(Map<?, ?> mapping, PhoneNumbers phones) {
        return new Reading(new FieldReader(phones)).read(mapping);
    }

    /**
     * Why a mapping says that its event is no lead: its {@code skip}, if that is a text or true; empty if it is missing,
     * blank or false.
     */
    public static Optional<String> skipReason(Map<?, ?> mapping) {
        Object skip = mapping.get(SKIP);
        if (skip == null || Boolean.FALSE.equals(skip)) {
            return Optional.empty();
        }
        String reason = Boolean.TRUE.equals(skip) ? "its mapping says so" : Whitespace.trim(skip.toString());
        return reason.isEmpty() ? Optional.empty() : Optional.of(reason);
    }

    /** The value that the mapping gave, as SalesByte takes it; null if it gave none. */
    public @Nullable Object value(CreateLeadField field) {
        return values.get(field);
    }

    /** The mapping's {@code reference}; empty if it gave none. Values are texts, numbers, booleans or null. */
    public Map<String, @Nullable Object> reference() {
        return reference;
    }

    /** The profile that the mapping chose by name; null if it chose none. */
    public @Nullable String profile() {
        return profile;
    }

    /** The tags that the mapping gave; a new set, for the caller to add to. */
    Set<Object> tags() {
        Set<Object> tags = new HashSet<>();
        for (CreateLeadField field : CreateLeadField.TAGS) {
            Object tag = values.get(field);
            if (tag != null) {
                tags.add(tag);
            }
        }
        return tags;
    }

    private static List<String> knownKeys() {
        List<String> keys = new ArrayList<>(CreateLeadField.apiNames());
        keys.remove(CreateLeadField.UUID.apiName());
        keys.addAll(List.of(LeadReference.KEY, PROFILE, SKIP));
        return List.copyOf(keys);
    }

    /** One reading of one mapping. */
    private static final class Reading {
        private final FieldReader reader;
        private final LeadFaults faults = new LeadFaults();
        private final Map<CreateLeadField, Object> values = new EnumMap<>(CreateLeadField.class);
        private Map<String, @Nullable Object> reference = Map.of();
        private @Nullable String profile;

        Reading(FieldReader reader) {
            this.reader = reader;
        }

        MappedLead read(Map<?, ?> mapping) {
            mapping.forEach((key, value) -> readEntry(String.valueOf(key), value));
            dropRepeatedTags();
            fallBackToAName();
            faults.throwIfAny();
            return new MappedLead(values, reference, profile);
        }

        private void readEntry(String key, @Nullable Object raw) {
            CreateLeadField field = CreateLeadField.named(key);
            if (field == CreateLeadField.UUID && raw != null) {
                faults.add(field, "comes from the settings, never from a mapping: name a profile in \"profile\"");
            } else if (field != null) {
                readField(field, raw);
            } else {
                readOwnKey(key, raw);
            }
        }

        private void readField(CreateLeadField field, @Nullable Object raw) {
            Object value = reader.read(field, raw, reason -> faults.add(field, reason));
            if (value != null) {
                values.put(field, value);
            }
        }

        private void readOwnKey(String key, @Nullable Object raw) {
            switch (key) {
                case LeadReference.KEY -> reference = LeadReference.read(raw, reason -> faults.add(key, reason));
                case PROFILE -> profile = readProfile(raw);
                case SKIP -> {}
                default -> readUnknownKey(key);
            }
        }

        private @Nullable String readProfile(@Nullable Object raw) {
            String reason = "must be the name of a profile";
            return raw == null ? null : FieldReader.text(raw, reason, fault -> faults.add(PROFILE, fault));
        }

        private void readUnknownKey(String key) {
            if (!faults.full()) {
                faults.add(
                        NearestName.cut(key),
                        "is no field of Create Lead: did you mean " + NearestName.of(key, KNOWN_KEYS) + "?");
            }
        }

        private void dropRepeatedTags() {
            Set<Object> seen = new HashSet<>();
            for (CreateLeadField field : CreateLeadField.TAGS) {
                Object tag = values.get(field);
                if (tag != null && !seen.add(tag)) {
                    values.remove(field);
                }
            }
        }

        private void fallBackToAName() {
            for (CreateLeadField field : NAME_FALLBACKS) {
                Object name = values.get(field);
                if (name != null) {
                    values.put(CreateLeadField.CUSTOMER_NAME, name);
                    return;
                }
            }
            if (!faults.concernAnyOf(EnumSet.copyOf(NAME_FALLBACKS))) {
                faults.add(
                        CreateLeadField.CUSTOMER_NAME,
                        "is empty, and so are customer_company, customer_email and customer_phone: map one of them");
            }
        }
    }
}
