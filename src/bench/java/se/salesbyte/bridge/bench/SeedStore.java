package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import se.salesbyte.bridge.store.LeadStore;

/** Fills a store with leads as the bridge would have left them, by SQL: a million lives one by one would take minutes. */
final class SeedStore {
    private static final int AT_A_TIME = 100_000;
    private static final String NUMBERS =
            "with recursive n(i) as (select %1$d union all select i + 1 from n where i + 1 < %2$d) ";
    private static final String BODY = "hex(zeroblob(1000))"; // 2,000 bytes

    private static final List<String> DELIVERED = List.of(
            "insert into lead(id, source, event_id, received_at, state, attempts, salesbyte_id, customer_name,"
                    + " customer_email) select printf('%3$s%%016d', i), 'typeform', 'seed-' || i, %4$d, 'delivered', 1,"
                    + " 900000000 + i, 'Seed ' || i, 'seed-' || i || '@example.com' from n",
            "insert into lead_body(lead_id, content_type, payload) select printf('%3$s%%016d', i), 'application/json', "
                    + BODY + " from n",
            "insert into attempt(lead_id, number, started_at, ended_at, request, outcome, status, answer)"
                    + " select printf('%3$s%%016d', i), 1, %4$d, %4$d, substr(" + BODY
                    + ", 1, 700), 'delivered', 200, '{}' from n",
            "insert into quote(salesbyte_id, lead_id, attempt, called_at)"
                    + " select 900000000 + i, printf('%3$s%%016d', i), 1, %4$d from n",
            "insert into outbox_message(id, lead_id, outbox, type, payload, created_at, attempts, sent_at)"
                    + " select printf('%3$sM%%015d', i), printf('%3$s%%016d', i), 'callback', 'lead.delivered',"
                    + " substr(" + BODY + ", 1, 600), %4$d, 1, %4$d from n");

    private static final List<String> WAITING = List.of(
            "insert into lead(id, source, event_id, received_at, state, next_at)"
                    + " select printf('%3$s%%016d', i), 'typeform', 'seed-' || i, %4$d, 'accepted', %4$d from n",
            "insert into lead_body(lead_id, content_type, payload) select printf('%3$s%%016d', i), 'application/json', "
                    + BODY + " from n");

    private static final String DEDUPE =
            "insert into dedupe(source, dedupe_key, lead_id) select 'typeform', randomblob(16),"
                    + " printf('%3$s%%016d', i) from n";

    private SeedStore() {}

    /** So many that were delivered yesterday, with their callbacks. */
    static void delivered(Path home, int count) {
        seed(home, DELIVERED, count, "01KA000000");
    }

    /** So many that are due. */
    static void waiting(Path home, int count) {
        seed(home, WAITING, count, "01KA111111");
    }

    private static void seed(Path home, List<String> inserts, int count, String prefix) {
        long at = Instant.now(Clock.systemUTC()).minusSeconds(86_400).toEpochMilli();
        try {
            Path file = Files.createDirectories(home.resolve("data")).resolve("bridge.db");
            LeadStore.sqlite(file, new Nobody()).close();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("pragma synchronous=off");
                for (int from = 0; from < count; from += AT_A_TIME) {
                    statement.execute("begin");
                    for (String insert : inserts) {
                        run(statement, insert, from, Math.min(count, from + AT_A_TIME), prefix, at);
                    }
                    run(statement, DEDUPE, from, Math.min(count, from + AT_A_TIME), prefix, at);
                    statement.execute("commit");
                }
                statement.execute("pragma wal_checkpoint(TRUNCATE)");
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the store was not filled: " + e.getMessage(), e);
        }
    }

    private static void run(Statement statement, String insert, int from, int to, String prefix, long at)
            throws SQLException {
        statement.execute(String.format(Locale.ROOT, NUMBERS + insert, from, to, prefix, at));
    }
}
