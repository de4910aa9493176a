package se.salesbyte.bridge.payload;

import org.jspecify.annotations.Nullable;

/**
 * One event of a request.
 *
 * @param tree the event as if it had come alone
 * @param json the same as JSON in UTF-8; null if it did come alone, so that the body itself is kept
 */
public record SplitEvent(Object tree, byte @Nullable [] json) {
    /** The same, kept by its tree in any case: where the body holds more than may be kept. */
    public SplitEvent written() {
        return json == null ? new SplitEvent(tree, TreeJson.write(tree)) : this;
    }

    /**
     * The bytes to keep.
     *
     * @param body of the request
     */
    public byte[] payloadOr(byte[] body) {
        return json == null ? body : json;
    }

    /**
     * What those bytes are to be read as.
     *
     * @param contentType of the request
     */
    public String contentTypeOr(String contentType) {
        return json == null ? contentType : MediaType.JSON.standard();
    }
}
