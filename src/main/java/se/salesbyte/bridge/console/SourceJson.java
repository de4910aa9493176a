package se.salesbyte.bridge.console;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.source.KnownSource;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.store.LeadState;

/** A source as the management API shows it. */
final class SourceJson {
    private SourceJson() {}

    /**
     * Its state.
     *
     * @param lastEvent null if it had none
     * @param counts of its leads of late
     * @param refused why a changed file of it is not in use; empty if none is refused
     */
    static Map<String, @Nullable Object> of(
            KnownSource known, @Nullable Instant lastEvent, Map<LeadState, Long> counts, Optional<String> refused) {
        Source source = known.source();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", known.name());
        fields.put("state", known.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        fields.put("scheme", source == null ? null : source.preset().scheme().describe());
        fields.put("lastEventAt", lastEvent == null ? null : lastEvent.toString());
        fields.put("counts", words(counts));
        fields.put("fault", refused.orElseGet(() -> fault(known)));
        return fields;
    }

    static Map<String, Long> words(Map<LeadState, Long> counts) {
        Map<String, Long> words = new LinkedHashMap<>();
        counts.forEach((state, count) -> words.put(state.word(), count));
        return words;
    }

    static @Nullable String fault(KnownSource known) {
        return switch (known.state()) {
            case RUNNING -> null;
            case STOPPED -> "its route is stopped, broken or not there any more";
            case NO_SECRET -> "set " + known.name() + ".secret";
        };
    }
}
