package se.salesbyte.bridge.store;

import java.util.List;

/** Where a person is found, by ids. */
record Traces(List<String> leads, List<String> refused, List<String> replays) {
    boolean none() {
        return leads.isEmpty() && refused.isEmpty() && replays.isEmpty();
    }
}
