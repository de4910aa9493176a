package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an event may be known by in the dedupe memory, given its id as people see it, so that no index of ids is needed
 * for most. Where it is known by something else, the table {@code event} has it.
 */
final class EventIds {
    private static final String BETWEEN_PARTS = "/";
    private static final int MOST_PARTS = 5;

    private EventIds() {}

    /** The id itself, and as made of parts, each after its length; one part may have a slash in it. */
    static List<byte[]> identities(String eventId) {
        List<String> pieces = List.of(eventId.split(BETWEEN_PARTS, -1));
        List<byte[]> identities = new ArrayList<>(List.of(eventId.getBytes(UTF_8)));
        if (pieces.size() <= MOST_PARTS) {
            for (int cuts = 0; cuts < 1 << (pieces.size() - 1); cuts++) {
                identities.add(joined(pieces, cuts).getBytes(UTF_8));
            }
        }
        return identities;
    }

    /** Whether that lead is found so for as long as there is one. */
    static boolean tell(NewLead lead) {
        return lead.eventId() == null
                || (lead.rememberedUntil() == null
                        && identities(lead.eventId()).stream()
                                .anyMatch(identity -> Arrays.equals(identity, lead.identity())));
    }

    private static String joined(List<String> pieces, int cuts) {
        List<String> parts = new ArrayList<>(List.of(pieces.get(0)));
        for (int i = 1; i < pieces.size(); i++) {
            if ((cuts >> (i - 1) & 1) == 1) {
                parts.add(pieces.get(i));
            } else {
                parts.add(parts.remove(parts.size() - 1) + BETWEEN_PARTS + pieces.get(i));
            }
        }
        return parts.stream().map(part -> part.length() + ":" + part).collect(joining(","));
    }
}
