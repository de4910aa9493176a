package se.salesbyte.bridge.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Looks through all that is kept for one person. Reads every lead's customer, and the payloads of those that tell
 * nothing of theirs: seconds, for a million leads.
 */
final class FindTraces {
    private static final String LEADS =
            """
            select id, source, run, customer_name, customer_email, customer_phone, customer_company from lead
             where state <> 'erased'""";
    private static final String BODY = "select content_type, payload from lead_body where lead_id = ?";
    private static final String REFUSED = "select id, source, url, headers, content_type, body from refused";

    private static final String REPLAYS =
            "select id, text, reason, opened_by from replay where text is not null or reason is not null or opened_by <> 'person'";

    private static final String LINES = "select seq, detail, actor from timeline where actor <> 'bridge'";
    private static final String RUNS = "select lead_id, number, reason from run where reason is not null";

    private final DataSource readers;

    FindTraces(DataSource readers) {
        this.readers = readers;
    }

    Traces of(Person person) throws SQLException {
        try (Connection connection = readers.getConnection()) {
            return new Traces(
                    leads(connection, person),
                    refused(connection, person),
                    replays(connection, person),
                    lines(connection, person),
                    runs(connection, person));
        }
    }

    private static List<String> leads(Connection connection, Person person) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement leads = connection.prepareStatement(LEADS);
                PreparedStatement body = connection.prepareStatement(BODY);
                ReplayedCustomers replayed = new ReplayedCustomers(connection);
                ResultSet row = leads.executeQuery()) {
            while (row.next()) {
                String id = row.getString("id");
                Customer customer = new Customer(
                        row.getString("customer_name"),
                        row.getString("customer_email"),
                        row.getString("customer_phone"),
                        row.getString("customer_company"));
                if (person.is(customer)
                        || (row.getInt("run") > 1 && replayed.isAbout(person, id))
                        || (person.maybe(customer) && isInBody(body, id, row.getString("source"), person))) {
                    found.add(id);
                }
            }
        }
        return found;
    }

    private static boolean isInBody(PreparedStatement body, String id, String source, Person person)
            throws SQLException {
        try (ResultSet row = Bind.to(body).text(id).query()) {
            return row.next() && person.isIn(source, row.getString("content_type"), row.getBytes("payload"));
        }
    }

    private static List<String> replays(Connection connection, Person person) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement replays = connection.prepareStatement(REPLAYS);
                ResultSet row = replays.executeQuery()) {
            while (row.next()) {
                String text = row.getString("text");
                String reason = row.getString("reason");
                if ((text != null && person.isIn(text))
                        || (reason != null && person.isIn(reason))
                        || person.isIn(row.getString("opened_by"))) {
                    found.add(row.getString("id"));
                }
            }
        }
        return found;
    }

    /** Nothing that the bridge writes by itself names a person. */
    private static List<Long> lines(Connection connection, Person person) throws SQLException {
        List<Long> found = new ArrayList<>();
        try (PreparedStatement lines = connection.prepareStatement(LINES);
                ResultSet row = lines.executeQuery()) {
            while (row.next()) {
                String detail = row.getString("detail");
                if ((detail != null && person.isIn(detail)) || person.isIn(row.getString("actor"))) {
                    found.add(row.getLong("seq"));
                }
            }
        }
        return found;
    }

    private static List<Traces.Run> runs(Connection connection, Person person) throws SQLException {
        List<Traces.Run> found = new ArrayList<>();
        try (PreparedStatement runs = connection.prepareStatement(RUNS);
                ResultSet row = runs.executeQuery()) {
            while (row.next()) {
                if (person.isIn(row.getString("reason"))) {
                    found.add(new Traces.Run(row.getString("lead_id"), row.getInt("number")));
                }
            }
        }
        return found;
    }

    private static List<String> refused(Connection connection, Person person) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement refused = connection.prepareStatement(REFUSED);
                ResultSet row = refused.executeQuery()) {
            while (row.next()) {
                byte[] body = row.getBytes("body");
                Map<String, List<String>> headers = RefusedHeaders.read(row.getString("headers"));
                if (person.isIn(row.getString("url"))
                        || headers.values().stream().flatMap(List::stream).anyMatch(person::isIn)
                        || (body != null
                                && person.isIn(row.getString("source"), row.getString("content_type"), body))) {
                    found.add(row.getString("id"));
                }
            }
        }
        return found;
    }
}
