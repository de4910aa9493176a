package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom leads were sent about of late, without saying who that is. For the writer's thread. */
final class Contacts {
    private static final int DIGEST_BYTES = 16;
    private static final int PURGED_AT_ONCE = 100;
    private static final String SENT =
            """
            select c.lead_id from contact c join lead l on l.id = c.lead_id
             where c.digest = ? and c.at > ? and c.lead_id <> ? and l.state in ('delivering', 'delivered', 'unknown')
             order by c.at desc limit 1""";
    private static final String KEEP =
            """
            insert into contact(digest, lead_id, at) values(?, ?, ?)
            on conflict(digest, lead_id) do update set at = excluded.at""";
    private static final String PURGE =
            """
            delete from contact where (digest, lead_id) in
                   (select digest, lead_id from contact where at <= ? order by at limit ?%s)""";

    private final Keyed key;

    Contacts(Keyed key) {
        this.key = key;
    }

    /** The last other lead with the same e-mail or phone that was sent after that time. */
    Optional<String> sent(Session session, String leadId, Customer customer, Instant since) throws SQLException {
        List<byte[]> digests = digests(customer);
        if (session.owner() != null) {
            lock(session, digests);
        }
        for (byte[] digest : digests) {
            try (ResultSet row = Bind.to(session.prepare(SENT))
                    .bytes(digest)
                    .time(since)
                    .text(leadId)
                    .query()) {
                if (row.next()) {
                    return Optional.of(row.getString("lead_id"));
                }
            }
        }
        return Optional.empty();
    }

    /** Until the commit: two replicas may have a lead of the same customer in hand, and neither sees the other's yet. */
    private static void lock(Session session, List<byte[]> digests) throws SQLException {
        for (byte[] digest : digests.stream().sorted(Arrays::compare).toList()) {
            Bind.to(session.prepare("select pg_advisory_xact_lock(?)"))
                    .number(ByteBuffer.wrap(digest).getLong())
                    .query()
                    .close();
        }
    }

    /** That lead is being sent; some of what is as old as {@code since} is forgotten. */
    void keep(Session session, String leadId, Customer customer, Instant at, Instant since) throws SQLException {
        for (byte[] digest : digests(customer)) {
            Bind.to(session.prepare(KEEP)).bytes(digest).text(leadId).time(at).update();
        }
        Bind.to(session.prepare(PURGE.formatted(session.dialect().claiming())))
                .time(since)
                .number(PURGED_AT_ONCE)
                .update();
    }

    /** All of them. */
    static int forget(Session session) throws SQLException {
        return Bind.to(session.prepare("delete from contact")).update();
    }

    private List<byte[]> digests(Customer customer) {
        String email = customer.email() == null ? null : customer.email().toLowerCase(Locale.ROOT);
        return Stream.concat(digest("email:", email), digest("phone:", customer.phone()))
                .toList();
    }

    private Stream<byte[]> digest(String kind, @Nullable String value) {
        return value == null ? Stream.empty() : Stream.of(key.digest((kind + value).getBytes(UTF_8), DIGEST_BYTES));
    }
}
