package se.salesbyte.bridge.store;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A few statements for all events of a group, as each is a way over the network and back. Those that are equal within the
 * group are found here; the rest is told to the database in the order of the keys, so that two replicas with the same
 * events wait for each other and do not lock each other out.
 */
final class KeepTogether implements KeepEvents {
    private static final String REMEMBER =
            """
            insert into dedupe(source, dedupe_key, lead_id, expires_at)
            select * from unnest(?::text[], ?::bytea[], ?::text[], ?::bigint[])
            on conflict(source, dedupe_key) do update
               set lead_id = excluded.lead_id, expires_at = excluded.expires_at
             where dedupe.expires_at <= ?
            returning lead_id""";
    private static final String RECALL =
            """
            select d.source, d.dedupe_key, d.lead_id
              from unnest(?::text[], ?::bytea[]) as asked(source, dedupe_key)
              join dedupe d on d.source = asked.source and d.dedupe_key = asked.dedupe_key""";
    private static final String LEADS =
            """
            insert into lead(id, source, event_id, received_at, state, next_at, owner)
            select id, source, event_id, received_at, 'accepted', received_at, owner
              from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                   as fresh(id, source, event_id, received_at, owner)""";
    private static final String BODIES =
            """
            insert into lead_body(lead_id, content_type, payload)
            select * from unnest(?::text[], ?::text[], ?::bytea[])""";
    private static final String EVENTS =
            "insert into event(event_id, lead_id) select * from unnest(?::text[], ?::text[])";

    private static final String NO_DATA = "02000"; // a mistake of ours, and no outage

    @Override
    public List<Receipt> keep(Session session, List<FreshEvent> events) throws SQLException {
        Map<Key, FreshEvent> first = new TreeMap<>();
        events.forEach(event -> first.putIfAbsent(Key.of(event), event));
        Map<Key, String> leads = remember(session, first);
        List<FreshEvent> kept = first.values().stream()
                .filter(event -> event.id().equals(leads.get(Key.of(event))))
                .toList();
        if (!kept.isEmpty()) {
            write(session, kept);
        }
        List<Receipt> receipts = new ArrayList<>(events.size());
        for (FreshEvent event : events) {
            String lead = leads.get(Key.of(event));
            if (lead == null) {
                throw new SQLException("a dedupe row conflicted and is gone", NO_DATA);
            }
            receipts.add(new Receipt(lead, !lead.equals(event.id())));
        }
        return receipts;
    }

    /** By which lead each of them is known now. */
    private static Map<Key, String> remember(Session session, Map<Key, FreshEvent> events) throws SQLException {
        Map<String, Key> byId = new LinkedHashMap<>();
        events.forEach((key, event) -> byId.put(event.id(), key));
        Map<Key, String> leads = new HashMap<>();
        Collection<FreshEvent> all = events.values();
        Instant now = all.stream()
                .map(event -> event.lead().receivedAt())
                .min(Instant::compareTo)
                .orElseThrow();
        try (ResultSet row = Bind.to(session.prepare(REMEMBER))
                .texts(all.stream().map(event -> event.lead().source()).toList())
                .bytes(all.stream().map(FreshEvent::key).toList())
                .texts(byId.keySet())
                .numbers(all.stream()
                        .map(event -> millis(event.lead().rememberedUntil()))
                        .toArray(Long[]::new))
                .time(now)
                .query()) {
            while (row.next()) {
                String id = row.getString("lead_id");
                leads.put(byId.get(id), id);
            }
        }
        recall(
                session,
                events.keySet().stream().filter(key -> !leads.containsKey(key)).toList(),
                leads);
        return leads;
    }

    private static void recall(Session session, List<Key> known, Map<Key, String> leads) throws SQLException {
        if (known.isEmpty()) {
            return;
        }
        try (ResultSet row = Bind.to(session.prepare(RECALL))
                .texts(known.stream().map(Key::source).toList())
                .bytes(known.stream().map(key -> key.bytes().array()).toList())
                .query()) {
            while (row.next()) {
                leads.put(
                        new Key(row.getString("source"), ByteBuffer.wrap(row.getBytes("dedupe_key"))),
                        row.getString("lead_id"));
            }
        }
    }

    private static void write(Session session, List<FreshEvent> kept) throws SQLException {
        List<String> ids = kept.stream().map(FreshEvent::id).toList();
        Bind.to(session.prepare(LEADS))
                .texts(ids)
                .texts(kept.stream().map(event -> event.lead().source()).toList())
                .texts(nullable(
                        kept.stream().map(event -> event.lead().eventId()).toArray(String[]::new)))
                .numbers(kept.stream()
                        .map(event -> event.lead().receivedAt().toEpochMilli())
                        .toArray(Long[]::new))
                .texts(nullable(kept.stream()
                        .map(event -> event.isOurs() ? session.owner() : null)
                        .toArray(String[]::new)))
                .update();
        Bind.to(session.prepare(BODIES))
                .texts(ids)
                .texts(nullable(
                        kept.stream().map(event -> event.lead().contentType()).toArray(String[]::new)))
                .bytes(kept.stream().map(event -> event.lead().payload()).toList())
                .update();
        List<FreshEvent> told =
                kept.stream().filter(event -> !event.isToldByKey()).toList();
        if (!told.isEmpty()) {
            Bind.to(session.prepare(EVENTS))
                    .texts(nullable(
                            told.stream().map(event -> event.lead().eventId()).toArray(String[]::new)))
                    .texts(told.stream().map(FreshEvent::id).toList())
                    .update();
        }
    }

    private static Collection<@Nullable String> nullable(@Nullable String[] values) {
        return Arrays.asList(values);
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    /** What an event is known by, in the order of the index. */
    private record Key(String source, ByteBuffer bytes) implements Comparable<Key> {
        static Key of(FreshEvent event) {
            return new Key(event.lead().source(), ByteBuffer.wrap(event.key()));
        }

        @Override
        public int compareTo(Key other) {
            int order = source.compareTo(other.source);
            return order == 0 ? bytes.compareTo(other.bytes) : order;
        }
    }
}
