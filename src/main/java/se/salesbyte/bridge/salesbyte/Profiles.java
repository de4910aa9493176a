package se.salesbyte.bridge.salesbyte;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The integrations that leads can go to, and what completes a mapped lead into a request to one of them. Immutable.
 */
public final class Profiles {
    private static final String PREFIX = "salesbyte.";

    private final Target standard;
    private final Map<String, Target> named;

    private Profiles(Target standard, Map<String, Target> named) {
        this.standard = standard;
        this.named = named;
    }

    /**
     * Checks all profiles. A named one ({@code salesbyte.profiles.<name>.*}) has its own uuid and quote profile id; its
     * lead defaults lie over those of the standard one, and a blank value takes the standard one's back.
     *
     * @param standard {@code salesbyte.uuid}, {@code salesbyte.quote-profile-id}, {@code salesbyte.lead.*}
     * @param named by name
     * @throws InvalidLeadSettingsException with every missing, unknown or bad setting, by its full key
     */
    public static Profiles of(Profile standard, Map<String, Profile> named, PhoneNumbers phones) {
        Checking checking = new Checking(new FieldReader(phones));
        Target target = checking.target(null, PREFIX, standard, LeadDefaults.BUILT_IN);
        Map<String, Target> targets = new HashMap<>();
        new LinkedHashMap<>(named).forEach((name, profile) -> {
            String prefix = PREFIX + "profiles." + name + ".";
            targets.put(name, checking.target(name, prefix, profile, target.defaults()));
        });
        checking.throwIfAnyFault();
        return new Profiles(target, Map.copyOf(targets));
    }

    /** The names of the named profiles, sorted. */
    public Set<String> names() {
        return new TreeSet<>(named.keySet());
    }

    /** The uuids of all profiles: secrets, for a {@link SecretMask}. */
    public Set<String> uuids() {
        Set<String> uuids = new LinkedHashSet<>();
        uuids.add(standard.uuid());
        named.values().forEach(target -> uuids.add(target.uuid()));
        return uuids;
    }

    /**
     * Completes a lead: the mapping's values first, then the source's defaults, then the profile's, then the built-in
     * ones. Safe for any number of threads.
     *
     * @param sourceProfile the profile that the source names ({@code <source>.profile}); null for the standard one. A
     *     profile that the mapping names goes before it
     * @throws InvalidLeadException if the profile does not exist, or {@code type}, which has no built-in default, is set
     *     nowhere
     */
    public CreateLeadRequest complete(MappedLead lead, LeadDefaults sourceDefaults, @Nullable String sourceProfile) {
        Target target = target(lead.profile() == null ? sourceProfile : lead.profile());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(64);
        Set<Object> tags = lead.tags();
        for (CreateLeadField field : CreateLeadField.ALL) {
            Object value = value(field, lead, sourceDefaults, target, tags);
            if (value != null || !field.slot()) {
                fields.put(field.apiName(), value);
            }
        }
        if (fields.get(CreateLeadField.TYPE.apiName()) == null) {
            throw invalid(CreateLeadField.TYPE.apiName(), "is empty: set salesbyte.lead.type or map it");
        }
        return new CreateLeadRequest(fields, lead.reference(), target.name());
    }

    private static @Nullable Object value(
            CreateLeadField field, MappedLead lead, LeadDefaults sourceDefaults, Target target, Set<Object> tags) {
        if (field == CreateLeadField.UUID) {
            return target.uuid();
        }
        Object mapped = lead.value(field);
        if (mapped != null) {
            return mapped;
        }
        if (field == CreateLeadField.QUOTE_PROFILE_ID) {
            return target.quoteProfileId();
        }
        Object ofSource = sourceDefaults.value(field);
        Object value = ofSource == null ? target.defaults().value(field) : ofSource;
        boolean repeatedTag = value != null && CreateLeadField.TAGS.contains(field) && !tags.add(value);
        return repeatedTag ? null : value;
    }

    private Target target(@Nullable String name) {
        if (name == null) {
            return standard;
        }
        Target target = named.get(name);
        if (target == null) {
            throw invalid("profile", "names no configured profile: " + known());
        }
        return target;
    }

    private String known() {
        return named.isEmpty()
                ? "there is none, see salesbyte.profiles.<name>.uuid"
                : "there are " + String.join(", ", names());
    }

    private static InvalidLeadException invalid(String field, String reason) {
        return new InvalidLeadException(List.of(new FieldFault(field, reason)));
    }

    /** A checked profile. */
    private record Target(@Nullable String name, String uuid, long quoteProfileId, LeadDefaults defaults) {}

    /** One check of all profiles; collects the faults. */
    private static final class Checking {
        private final FieldReader reader;
        private final List<String> faults = new ArrayList<>();

        Checking(FieldReader reader) {
            this.reader = reader;
        }

        Target target(@Nullable String name, String prefix, Profile profile, LeadDefaults base) {
            String uuid = Whitespace.trim(profile.uuid());
            if (uuid.isEmpty()) {
                faults.add(prefix + "uuid is missing: copy it from the integration's settings in SalesByte");
            }
            long quoteProfileId = quoteProfileId(prefix + "quote-profile-id", profile.quoteProfileId());
            LeadDefaults defaults = base.overriddenBy(prefix + "lead.", profile.defaults(), reader, faults);
            return new Target(name, uuid, quoteProfileId, defaults);
        }

        private long quoteProfileId(String key, String text) {
            if (Whitespace.trim(text).isEmpty()) {
                faults.add(key + " is missing: write the number of the quote profile that the uuid belongs to");
                return 0;
            }
            Object id = reader.read(
                    CreateLeadField.QUOTE_PROFILE_ID,
                    text,
                    reason -> faults.add(key + " " + reason)); // not shown: it may be the uuid, in the wrong line
            return id instanceof Long number ? number : 0;
        }

        void throwIfAnyFault() {
            if (!faults.isEmpty()) {
                throw new InvalidLeadSettingsException(faults);
            }
        }
    }
}
