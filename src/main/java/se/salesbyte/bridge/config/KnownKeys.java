package se.salesbyte.bridge.config;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The keys that may begin with {@code bridge.} or {@code salesbyte.}, and for any other the nearest of them. */
final class KnownKeys {
    private static final Pattern OURS = Pattern.compile("(bridge|salesbyte)\\..*");
    private static final Pattern OF_PROFILE = Pattern.compile("salesbyte\\.profiles\\.([^.]+)\\.(.+)");

    private final Set<String> fixed;
    private final Set<String> ofProfile;

    /** @param leadNames what may follow {@code salesbyte.lead.} */
    KnownKeys(Set<String> leadNames) {
        fixed = Stream.concat(KnownSettings.BY_KEY.keySet().stream(), leadKeys(KnownSettings.SALESBYTE, leadNames))
                .collect(Collectors.toUnmodifiableSet());
        ofProfile = Stream.concat(Stream.of("uuid", "quote-profile-id"), leadKeys("", leadNames))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Notes every key of ours that nobody reads: a misspelt one would be a default that nobody meant. */
    void check(Lookup lookup, Faults faults) {
        lookup.keys()
                .filter(key -> OURS.matcher(key).matches() && !isKnown(key))
                .forEach(key -> faults.add(lookup.where(key), "is no setting", "the nearest is " + nearest(key)));
    }

    /** The profile that a key belongs to; empty for any other key and for one that no profile has. */
    Optional<String> profileOf(String key) {
        Matcher matcher = OF_PROFILE.matcher(key);
        return matcher.matches() && ofProfile.contains(matcher.group(2))
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }

    private boolean isKnown(String key) {
        return fixed.contains(key) || profileOf(key).isPresent();
    }

    private String nearest(String key) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return Stream.concat(fixed.stream(), ofProfile.stream().map(field -> inProfileOf(key) + field))
                .filter(candidate -> topic(candidate).equals(topic(key)))
                .min(comparingInt((String candidate) -> distance.apply(candidate, key))
                        .thenComparing(naturalOrder()))
                .orElseThrow();
    }

    private static String inProfileOf(String key) {
        Matcher matcher = OF_PROFILE.matcher(key);
        return KnownSettings.PROFILES + (matcher.matches() ? matcher.group(1) : "<name>") + ".";
    }

    private static String topic(String key) {
        return key.substring(0, key.indexOf('.'));
    }

    private static Stream<String> leadKeys(String prefix, Set<String> leadNames) {
        return leadNames.stream().map(name -> prefix + "lead." + name);
    }
}
