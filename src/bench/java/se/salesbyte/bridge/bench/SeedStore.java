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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import se.salesbyte.bridge.store.LeadStore;

/** Fills a store with leads as the bridge would have left them, by SQL: a million lives one by one would take minutes. */
final class SeedStore {
    private static final int AT_A_TIME = 100_000;
    private static final String NUMBERS =
            "with recursive n(i) as (select %1$d union all select i + 1 from n where i + 1 < %2$d) ";
    private static final String BODY = "hex(zeroblob(1000))"; // 2,000 bytes

    /** Received one after the other within the last week; the sixteen digits of the id are decimal. */
    private static final String RECEIVED_AT = "(%4$d - 518400000 + i * (604800000 / %5$d))";

    private static final String ID = "(" + time() + " || printf('%%016d', i))";
    private static final String FIRST_NAME = oneOf(
            7, "Anna", "Bo", "Cecilia", "David", "Elin", "Fredrik", "Göran", "Hanna", "Ida", "Johan", "Åsa", "Örjan",
            "Maria");
    private static final String LAST_NAME = oneOf(
            11,
            "Berg",
            "Lindqvist",
            "Ek",
            "Öberg",
            "Sjöström",
            "Nyström",
            "Åkesson",
            "Holm",
            "Wallin",
            "Karlsson",
            "Dahl");
    private static final String NAME =
            FIRST_NAME + " || ' ' || " + LAST_NAME + " || ' ' || hex(i * 2654435761 %% 65521)";
    private static final String EMAIL = "lower(" + FIRST_NAME + ") || '.' || i || '@'" + " || "
            + oneOf(13, "example.com", "example.se", "mail.example.org", "firma.example");
    private static final String PHONE = "printf('+467%%08d', i * 48271 %% 99999989)";
    private static final String COMPANY = LAST_NAME + " || 's Bygg ' || (i %% 5000) || ' AB'";

    private static final List<String> DELIVERED = List.of(
            "insert into lead(id, source, event_id, received_at, state, attempts, salesbyte_id, customer_name, customer_email,"
                    + " customer_phone, customer_company) select " + ID + ", 'typeform', 'seed-' || i, " + RECEIVED_AT
                    + ", 'delivered', 1, 900000000 + i, " + NAME + ", " + EMAIL + ", " + PHONE + ", " + COMPANY
                    + " from n",
            "insert into search(rowid, text, lead_id) select (" + RECEIVED_AT + " - 1577836800000) << 22"
                    + " | (i %% 10) | ((i / 10 %% 10) << 5) | ((i / 100 %% 10) << 10) | ((i / 1000 %% 10) << 15) | ((i / 10000 %% 4) << 20),"
                    + " lower(" + NAME + " || char(10) || " + EMAIL + " || char(10) || " + PHONE + " || char(10) || "
                    + COMPANY
                    + "), " + ID + " from n",
            "insert into lead_body(lead_id, content_type, payload) select " + ID + ", 'application/json', " + BODY
                    + " from n",
            "insert into attempt(lead_id, number, started_at, ended_at, request, outcome, status, answer)"
                    + " select " + ID + ", 1, " + RECEIVED_AT + ", " + RECEIVED_AT + " + i %% 900, substr(" + BODY
                    + ", 1, 700), 'delivered', 200, '{}' from n",
            "insert into quote(salesbyte_id, lead_id, attempt, called_at)" + " select 900000000 + i, " + ID + ", 1, "
                    + RECEIVED_AT + " from n",
            "insert into outbox_message(id, lead_id, outbox, type, payload, created_at, attempts, sent_at)"
                    + " select printf('%3$sM%%015d', i), " + ID + ", 'callback', 'lead.delivered',"
                    + " substr(" + BODY + ", 1, 600), %4$d, 1, %4$d from n",
            "insert into dedupe(source, dedupe_key, lead_id) select 'typeform', randomblob(16), " + ID + " from n");

    private static final List<String> WAITING = List.of(
            "insert into lead(id, source, event_id, received_at, state, next_at)"
                    + " select printf('%3$s%%016d', i), 'typeform', 'seed-' || i, %4$d, 'accepted', %4$d from n",
            "insert into lead_body(lead_id, content_type, payload) select printf('%3$s%%016d', i), 'application/json', "
                    + BODY + " from n",
            "insert into dedupe(source, dedupe_key, lead_id) select 'typeform', randomblob(16),"
                    + " printf('%3$s%%016d', i) from n");

    private SeedStore() {}

    /** One of them, so that each comes about as often. */
    private static String oneOf(int step, String... words) {
        StringBuilder choice = new StringBuilder("(case (i * " + step + " + i / 17) %% " + words.length);
        for (int k = 0; k < words.length; k++) {
            choice.append(" when ").append(k).append(" then '").append(words[k]).append("'");
        }
        return choice.append(" end)").toString();
    }

    /** The first ten characters of a ULID. */
    private static String time() {
        List<String> digits = new ArrayList<>();
        for (int shift = 45; shift >= 0; shift -= 5) {
            digits.add(
                    "substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (" + RECEIVED_AT + " >> " + shift + " & 31) + 1, 1)");
        }
        return String.join(" || ", digits);
    }

    /** So many that were received within the last week and delivered, with their callbacks; all can be searched for. */
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
                        run(statement, insert, from, Math.min(count, from + AT_A_TIME), prefix, at, count);
                    }
                    statement.execute("commit");
                }
                statement.execute("pragma wal_checkpoint(TRUNCATE)");
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the store was not filled: " + e.getMessage(), e);
        }
    }

    private static void run(Statement statement, String insert, int from, int to, String prefix, long at, int all)
            throws SQLException {
        statement.execute(String.format(Locale.ROOT, NUMBERS + insert, from, to, prefix, at, all));
    }
}
