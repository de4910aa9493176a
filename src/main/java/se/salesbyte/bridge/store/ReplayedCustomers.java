package se.salesbyte.bridge.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Whom a lead was about in its other runs: a replay may change the address, and the first one is kept all the same. */
final class ReplayedCustomers implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KEPT =
            """
            select fields as kept from run where lead_id = ? and fields is not null
             union all select request from attempt where lead_id = ? and request is not null""";

    private final PreparedStatement kept;

    ReplayedCustomers(Connection connection) throws SQLException {
        this.kept = connection.prepareStatement(KEPT);
    }

    /** Whether that person is the customer of one of the lead's requests, or of what was changed for one. */
    boolean isAbout(Person person, String leadId) throws SQLException {
        try (ResultSet row = Bind.to(kept).text(leadId).text(leadId).query()) {
            while (row.next()) {
                if (person.is(customer(row.getString("kept")))) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        kept.close();
    }

    private static Customer customer(String json) throws SQLException {
        try {
            JsonNode fields = JSON.readTree(json);
            return new Customer(
                    text(fields, "customer_name"),
                    text(fields, "customer_email"),
                    text(fields, "customer_phone"),
                    text(fields, "customer_company"));
        } catch (JsonProcessingException e) {
            throw new SQLException("the store holds a request that is not JSON", e);
        }
    }

    private static @Nullable String text(JsonNode fields, String name) {
        return fields.path(name).isTextual() ? fields.path(name).asText() : null;
    }
}
