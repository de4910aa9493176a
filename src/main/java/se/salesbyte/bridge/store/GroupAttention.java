package se.salesbyte.bridge.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Groups the leads that need a person by their cause, the newest of each kind. */
final class GroupAttention {
    /** Of a kind; more say nothing new, and take their time. */
    static final int MOST = 5_000;

    private static final String GROUPS =
            """
            select source, reason, status, fields, count(*) as leads, max(id) as id, max(received_at) as received_at
              from (select l.id, l.source, l.reason, l.received_at, case when l.waiting is null then a.status end as status,
                           case when l.waiting is null then <fields> end as fields
                      from (select id, source, reason, received_at, waiting, attempts from lead
                             where %s order by id desc limit :most) l
                      left join attempt a on a.lead_id = l.id and a.number = l.attempts) as needing
             group by source, reason, status, fields""";

    private final Handle handle;
    private final List<Attention> groups = new ArrayList<>();

    GroupAttention(Handle handle) {
        this.handle = handle;
        add(LeadState.UNKNOWN.word(), LeadQueries.isIn(LeadState.UNKNOWN));
        add(LeadState.FAILED.word(), LeadQueries.isIn(LeadState.FAILED));
        add(HoldLead.POSSIBLE_DUPLICATE, "waiting = '" + HoldLead.POSSIBLE_DUPLICATE + "'");
        add("too-old", "waiting = 'too-old'");
    }

    /** Unknown ones first, then failed ones; of each kind most leads first. */
    List<Attention> groups() {
        return List.copyOf(groups);
    }

    /** Whether there are more leads of a kind than were looked at. */
    boolean isCut() {
        return groups.stream()
                .map(Attention::kind)
                .distinct()
                .anyMatch(kind -> groups.stream()
                                .filter(group -> group.kind().equals(kind))
                                .mapToLong(Attention::leads)
                                .sum()
                        >= MOST);
    }

    private void add(String kind, String condition) {
        handle
                .createQuery(GROUPS.formatted(condition))
                .bind("most", MOST)
                .map((row, context) -> {
                    int status = row.getInt("status");
                    boolean answered = !row.wasNull();
                    String fields = row.getString("fields");
                    return new Attention(
                            kind,
                            row.getString("source"),
                            row.getString("reason"),
                            answered ? status : null,
                            fields == null ? List.of() : List.of(fields.split("\n", -1)),
                            row.getLong("leads"),
                            row.getString("id"),
                            Instant.ofEpochMilli(row.getLong("received_at")));
                })
                .stream()
                .sorted(Comparator.comparingLong(Attention::leads).reversed().thenComparing(Attention::newestId))
                .forEach(groups::add);
    }
}
