package se.salesbyte.bridge.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filter of leads as SQL.
 *
 * @param where what follows {@code where}
 * @param parameters by name
 */
record LeadConditions(String where, Map<String, @Nullable Object> parameters) {
    private static final String BY_TEXT =
            SearchText.condition(":text", "cast(:globs as text)", "cast(:digits as text)");

    static LeadConditions of(LeadFilter filter) {
        LeadConditions conditions = withoutText(filter);
        if (filter.text() == null) {
            return conditions;
        }
        SearchText.of(filter.text()).bind(conditions.parameters);
        return new LeadConditions(conditions.where + " and " + BY_TEXT, conditions.parameters);
    }

    static LeadConditions withoutText(LeadFilter filter) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (filter.state() != null) {
            conditions.add(LeadQueries.isIn(filter.state()));
        }
        if (filter.reason() != null) {
            conditions.add("state in ('delivering', 'retrying', 'failed', 'unknown') and reason = :reason");
            parameters.put("reason", filter.reason());
        }
        if (LeadFilter.ANY.equals(filter.waiting())) {
            conditions.add("waiting is not null");
        } else if (filter.waiting() != null) {
            conditions.add("waiting = :waiting");
            parameters.put("waiting", filter.waiting());
        }
        if (filter.source() != null) {
            conditions.add("source = :source");
            parameters.put("source", filter.source());
        }
        if (filter.from() != null) {
            conditions.add("id >= :from");
            parameters.put("from", LeadIds.firstAt(filter.from()));
        }
        if (filter.to() != null) {
            conditions.add("id < :to");
            parameters.put("to", LeadIds.firstAt(filter.to()));
        }
        if (filter.before() != null) {
            conditions.add("id < :before");
            parameters.put("before", filter.before());
        }
        return new LeadConditions(String.join(" and ", conditions), parameters);
    }
}
