package se.salesbyte.bridge.camel;

import java.util.Set;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.source.TreePath;

/**
 * By what in a refusal a provider says that there are too many calls, where it does not by its status: Meta answers 400 or
 * 403 for that.
 *
 * @param path where in the answer
 * @param values any of which says so
 */
record BusyAnswer(TreePath path, Set<String> values) {
    private static final PayloadParser JSON = new PayloadParser();

    /** Reads {@code error.code=4,17}. */
    static BusyAnswer of(String text) {
        String[] parts = text.split("=", -1);
        if (parts.length != 2 || parts[1].isBlank()) {
            throw new IllegalArgumentException("lead:fetch: busyWhen is \"" + text
                    + "\": write the path in the answer and the values there, such as error.code=4,17");
        }
        return new BusyAnswer(
                TreePath.of(parts[0].strip()), Set.of(parts[1].strip().split(" *, *")));
    }

    boolean isIn(byte[] answer) {
        try {
            return path.textIn(JSON.parse(null, answer))
                    .filter(values::contains)
                    .isPresent();
        } catch (UnparseablePayloadException noJson) {
            return false;
        }
    }
}
