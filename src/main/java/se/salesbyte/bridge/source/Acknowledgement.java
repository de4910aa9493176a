package se.salesbyte.bridge.source;

import org.jspecify.annotations.Nullable;

/**
 * How a stored event is answered. By default 202 for a new one and 200 for a duplicate, with a JSON body that names the
 * lead; a provider that insists on another answer gets that one, both times.
 *
 * @param acceptedStatus 200 to 299, for an event that was just stored
 * @param duplicateStatus 200 to 299, for one that was stored before
 * @param body null for the JSON body that names the lead
 */
public record Acknowledgement(int acceptedStatus, int duplicateStatus, @Nullable FixedBody body) {
    /** 202 or 200, and the lead as JSON. */
    public static final Acknowledgement DEFAULT = new Acknowledgement(202, 200, null);

    /**
     * A body that is always the same.
     *
     * @param contentType its media type, with charset where the text is not ASCII
     * @param text may be empty
     */
    public record FixedBody(String contentType, String text) {}

    public Acknowledgement {
        requireSuccess(acceptedStatus);
        requireSuccess(duplicateStatus);
    }

    /**
     * The same status for new and repeated events, and the lead as JSON.
     *
     * @param status 200 to 299
     */
    public static Acknowledgement always(int status) {
        return new Acknowledgement(status, status, null);
    }

    private static void requireSuccess(int status) {
        if (status < 200 || status > 299) {
            throw new IllegalArgumentException(
                    "answer status " + status + " is no success: a stored event is answered with 200 to 299");
        }
    }
}
