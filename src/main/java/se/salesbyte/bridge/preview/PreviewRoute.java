package se.salesbyte.bridge.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.salesbyte.bridge.source.Source;

/**
 * What of a source's route matters to a preview.
 *
 * @param file the route file, below the bridge's home
 * @param mapping the name of the mapping that it applies first; empty if it applies none
 * @param otherSteps the ids of its steps besides the mapping and the delivery; they are not run
 * @param fetches whether its events only name a record, which one of these steps gets from the provider
 */
public record PreviewRoute(
        Source source, String file, Optional<String> mapping, List<String> otherSteps, boolean fetches) {
    /** Under which name the mapping finds what was fetched. */
    private static final String RECORD = "record";

    /** What an event that comes through the whole route meets besides the mapping. */
    List<String> warnings(Object tree) {
        List<String> warnings = new ArrayList<>();
        if (fetches && !(tree instanceof Map<?, ?> event && event.containsKey(RECORD))) {
            warnings.add(
                    "the event only names a record, which the route gets from the provider and this did not: the mapping"
                            + " finds it under \"" + RECORD + "\"");
        }
        if (!otherSteps.isEmpty()) {
            warnings.add("the route has other steps, which were not run: " + String.join(", ", otherSteps));
        }
        return warnings;
    }
}
