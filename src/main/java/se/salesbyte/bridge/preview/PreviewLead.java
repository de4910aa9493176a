package se.salesbyte.bridge.preview;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.EventMapping;
import se.salesbyte.bridge.mapping.MappingException;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.salesbyte.InvalidLeadException;
import se.salesbyte.bridge.salesbyte.LeadDefaults;
import se.salesbyte.bridge.salesbyte.MappedLead;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Profiles;

/** Maps and checks a body as its source's route would. Stores and sends nothing. Thread-safe. */
public final class PreviewLead {
    private final Mappings mappings;
    private final Profiles profiles;
    private final PhoneNumbers phones;
    private final Function<String, Optional<String>> profileOfSource;

    /**
     * @param profileOfSource the name of the profile that a source is set to use; empty for the main one
     */
    public PreviewLead(
            Mappings mappings,
            Profiles profiles,
            PhoneNumbers phones,
            Function<String, Optional<String>> profileOfSource) {
        this.mappings = mappings;
        this.profiles = profiles;
        this.phones = phones;
        this.profileOfSource = profileOfSource;
    }

    /**
     * What that body would become.
     *
     * @param contentType as the sender would declare it
     * @throws se.salesbyte.bridge.payload.UnparseablePayloadException if it is not what its content type
     *     says, or carries several events
     */
    public Preview of(PreviewRoute route, String contentType, byte[] body) {
        return of(route, route.source().onlyEventIn(contentType, body), null);
    }

    /**
     * What an event would become.
     *
     * @param tree the event as the route's source parses it
     * @param draft the text of another mapping in place of the route's; null for that one as it is today
     */
    public Preview of(PreviewRoute route, Object tree, @Nullable String draft) {
        List<String> warnings = route.warnings(tree);
        if (route.mapping().isEmpty()) {
            return faulty(new PreviewFault(null, "the route applies no mapping of routes/mappings", null), warnings);
        }
        try {
            String name = route.mapping().get();
            EventMapping mapping = draft == null ? mappings.mapping(name) : mappings.draft(name, draft);
            return map(route, mapping, tree, warnings);
        } catch (MappingException broken) {
            return faulty(new PreviewFault(null, broken.reason(), broken.place()), warnings);
        }
    }

    /** The mapping that the route applies, as its file is now; empty if it applies none or the file cannot be read. */
    public Optional<String> textOf(PreviewRoute route) {
        try {
            return route.mapping().map(mappings::text);
        } catch (MappingException unreadable) {
            return Optional.empty();
        }
    }

    private Preview map(PreviewRoute route, EventMapping mapping, Object tree, List<String> warnings) {
        Map<String, @Nullable Object> mapped = mapping.apply(tree);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(mapped);
        Optional<String> skip = MappedLead.skipReason(fields);
        if (skip.isPresent()) {
            return new Preview(mapped, null, skip.get(), List.of(), warnings);
        }
        fields.remove("skip");
        try {
            MappedLead lead = MappedLead.of(fields, phones);
            String profile = profileOfSource.apply(route.source().name()).orElse(null);
            return new Preview(mapped, profiles.complete(lead, LeadDefaults.NONE, profile), null, List.of(), warnings);
        } catch (InvalidLeadException invalid) {
            List<PreviewFault> faults = invalid.faults().stream()
                    .map(fault -> new PreviewFault(fault.field(), fault.reason(), mapping.placeOf(fault.field())))
                    .toList();
            return new Preview(mapped, null, null, faults, warnings);
        }
    }

    private static Preview faulty(PreviewFault fault, List<String> warnings) {
        return new Preview(null, null, null, List.of(fault), warnings);
    }
}
