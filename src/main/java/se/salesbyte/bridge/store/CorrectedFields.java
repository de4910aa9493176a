package se.salesbyte.bridge.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a person changed of the mapped fields for one run.
 *
 * @param json an object; null if nothing was
 */
record CorrectedFields(@Nullable String json) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FIELDS = "select fields from run where lead_id = ? and number = ?";

    /** For the writer's thread, in its transaction. */
    static CorrectedFields of(Session session, String leadId, int run) throws SQLException {
        try (ResultSet row =
                Bind.to(session.prepare(FIELDS)).text(leadId).number(run).query()) {
            return new CorrectedFields(row.next() ? row.getString("fields") : null);
        }
    }

    /**
     * These with others over them; null if there are neither.
     *
     * @param later an object as JSON, where null empties a field; null for none
     */
    @Nullable
    String under(@Nullable String later) throws SQLException {
        if (json == null || later == null) {
            return later == null ? json : later;
        }
        try {
            ObjectNode fields = JSON.readValue(json, ObjectNode.class);
            fields.setAll(JSON.readValue(later, ObjectNode.class));
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new SQLException("the store holds changed fields that are no JSON object", e);
        }
    }
}
