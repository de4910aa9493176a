package se.salesbyte.bridge.salesbyte.sandbox;

import java.util.Map;

/**
 * An answer of the API.
 *
 * @param json what the body is made of
 */
record SandboxReply(int status, Map<String, ?> json) {
    /** An error as Laravel words it. */
    static SandboxReply message(int status, String message) {
        return new SandboxReply(status, Map.of("message", message));
    }

    /** A model that a lookup did not find. */
    static SandboxReply noSuch(String model) {
        return message(404, "No query results for model [App\\Models\\" + model + "].");
    }
}
