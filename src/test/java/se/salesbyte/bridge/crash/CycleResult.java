package se.salesbyte.bridge.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What a cycle came to; a line of the run's {@code cycles.log}.
 *
 * @param asPlanned false if the failpoint was not passed often enough, or the trouble did not show: then it was killed
 *     all the same
 * @param acknowledgedMillis from the start of the process to its first 2xx; -1 if it was killed before
 * @param millis from the start of the process to its end
 * @param inDoubt the leads that the kill has left in doubt, by the store
 * @param acknowledged of the whole run so far
 */
record CycleResult(
        int number,
        KillPoint point,
        boolean asPlanned,
        long acknowledgedMillis,
        long millis,
        int inDoubt,
        int acknowledged) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String line() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static CycleResult of(String line) {
        try {
            return JSON.readValue(line, CycleResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a cycle: " + line, e);
        }
    }
}
