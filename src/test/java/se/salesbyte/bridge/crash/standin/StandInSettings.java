package se.salesbyte.bridge.crash.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * How the stand-in runs; the one argument of its process, as JSON.
 *
 * @param port of the API
 * @param controlPort where the counts are read
 * @param journal the file that keeps what was created; read back at start
 * @param trouble see {@link Mishaps}
 * @param token of the Quotes API
 * @param pageSize of its list
 */
public record StandInSettings(
        int port, int controlPort, String journal, long seed, double trouble, String token, int pageSize) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static StandInSettings of(String json) {
        try {
            return JSON.readValue(json, StandInSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not settings of the stand-in: " + json, e);
        }
    }
}
