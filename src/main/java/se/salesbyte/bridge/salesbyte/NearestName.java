package se.salesbyte.bridge.salesbyte;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Which known name a misspelt one was probably meant to be. */
final class NearestName {
    /** No known name is this long, so more of an unknown one says nothing. */
    static final int LONGEST = 60;

    private NearestName() {}

    /** The known name that begins like it, else the one with the fewest letters to change; of equal ones the first. */
    static String of(String unknown, Collection<String> known) {
        String name = cut(unknown);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .orElseThrow();
    }

    private static int distance(String name, String candidate) {
        return candidate.startsWith(name)
                ? 0
                : LevenshteinDistance.getDefaultInstance().apply(name, candidate);
    }

    static String cut(String name) {
        return name.length() <= LONGEST ? WellFormed.text(name) : WellFormed.text(name.substring(0, LONGEST)) + "…";
    }
}
