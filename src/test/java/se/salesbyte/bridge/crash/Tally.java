package se.salesbyte.bridge.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.crash.standin.Creation;
import se.salesbyte.bridge.crash.standin.Mishap;
import se.salesbyte.bridge.crash.standin.SalesByteProcess;

/**
 * What a run comes to: acknowledged events, the store and the stand-in's counts held against each other.
 *
 * @param lost acknowledged events that are not in the store under the lead id that was told, or are delivered there
 *     and were never created; by words
 * @param twice keys that were created more than once, with how each answer went
 * @param keptTwice events of which the store has more than one lead
 * @param wrongQuotes leads delivered as a quote that was not created for them, by words
 * @param neverFinal leads that are neither delivered nor unknown, by words
 * @param states how many leads are in each state
 * @param whyUnknown how many leads stayed unknown, by the bridge's own words
 * @param mishaps how many requests, or connections, ended so
 */
record Tally(
        int acknowledged,
        List<String> lost,
        Map<String, List<Mishap>> twice,
        List<String> keptTwice,
        List<String> wrongQuotes,
        List<String> neverFinal,
        Map<String, Integer> states,
        Map<String, Integer> whyUnknown,
        Map<Mishap, Integer> mishaps,
        String integrity) {

    static Tally of(long run, Map<Integer, String> acknowledged, StoredLeads store, SalesByteProcess salesByte) {
        Map<String, List<Creation>> created = salesByte.counts();
        Map<String, StoredLeads.Row> leads = store.byEvent();
        List<String> lost = new ArrayList<>();
        List<String> wrongQuotes = new ArrayList<>();
        acknowledged.forEach((number, id) -> {
            SignedEvent event = new SignedEvent(run, number);
            StoredLeads.Row lead = leads.get(event.id());
            if (lead == null) {
                lost.add(event.id() + " was acknowledged as lead " + id + " and is not in the store");
            } else if (!lead.id().equals(id)) {
                lost.add(event.id() + " was acknowledged as lead " + id + " and is in the store as " + lead.id());
            } else if (lead.state().equals("delivered") && !created.containsKey(event.message())) {
                lost.add(event.id() + " is delivered and was never created");
            } else if (lead.state().equals("delivered") && !isOneOf(created.get(event.message()), lead.quote())) {
                wrongQuotes.add(event.id() + " is delivered as quote " + lead.quote() + ", and created as "
                        + created.get(event.message()));
            }
        });
        List<String> neverFinal = new ArrayList<>();
        Map<String, Integer> states = new TreeMap<>();
        leads.forEach((event, lead) -> {
            states.merge(lead.state(), 1, Integer::sum);
            if (!lead.state().equals("delivered") && !lead.state().equals("unknown")) {
                neverFinal.add(event + " is " + lead.state() + " (" + lead.reason() + ")");
            }
        });
        Map<String, List<Mishap>> twice = new TreeMap<>();
        Map<Mishap, Integer> mishaps = new TreeMap<>(salesByte.refusals());
        Arrays.stream(Mishap.values()).forEach(each -> mishaps.putIfAbsent(each, 0));
        created.forEach((key, creations) -> {
            List<Mishap> ways = creations.stream().map(Creation::mishap).toList();
            if (ways.size() > 1) {
                twice.put(key, ways);
            }
            ways.forEach(way -> mishaps.merge(way, 1, Integer::sum));
        });
        return new Tally(
                acknowledged.size(),
                lost,
                twice,
                store.keptTwice(),
                wrongQuotes,
                neverFinal,
                states,
                store.whyUnknown(),
                mishaps,
                store.integrity());
    }

    private static boolean isOneOf(@Nullable List<Creation> creations, @Nullable String quote) {
        return creations != null
                && creations.stream()
                        .anyMatch(creation -> String.valueOf(creation.quote()).equals(quote));
    }

    int unknown() {
        return states.getOrDefault("unknown", 0);
    }

    /** How many creations were one too many, by how the answer of the one before went. */
    Map<Mishap, Integer> twiceAfter() {
        Map<Mishap, Integer> counts = new TreeMap<>();
        twice.values()
                .forEach(ways -> ways.subList(0, ways.size() - 1).forEach(way -> counts.merge(way, 1, Integer::sum)));
        return counts;
    }
}
