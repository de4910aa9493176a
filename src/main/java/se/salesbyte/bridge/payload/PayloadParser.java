package se.salesbyte.bridge.payload;

import org.jspecify.annotations.Nullable;

/**
 * Reads a body into a tree of {@code LinkedHashMap<String, Object>}, {@code ArrayList<Object>}, {@code String},
 * {@code Number}, {@code Boolean} and null. Whole numbers are {@code Integer}, {@code Long} or {@code BigInteger},
 * others {@code BigDecimal}: none loses a digit.
 *
 * <ul>
 *   <li>JSON {@code {"id": 9007199254740993}}: as it stands; of a repeated key the last value counts
 *   <li>form {@code name=Eva&tag=a&tag=b&fields[email][value]=eva@example.com}: {@code {"name": "Eva", "tag": ["a",
 *       "b"], "fields": {"email": {"value": "eva@example.com"}}}}
 *   <li>multipart: like a form; a file becomes {@code {"filename": "cv.pdf", "size": 2048}}, its content is dropped
 * </ul>
 *
 * Keeps no state, writes no file; any number of threads may use one.
 */
public final class PayloadParser {
    /** How deep lists and objects may lie within each other. */
    static final int MAX_DEPTH = 200;
    /** How many fields a form may have. */
    static final int MAX_FIELDS = 10_000;

    private final ReadJson json = new ReadJson();

    /**
     * The tree in a body.
     *
     * @param contentType the header as it came, parameters included; null if the request had none
     * @throws UnparseablePayloadException if the type is not understood or the body is not of that type
     */
    public Object parse(@Nullable String contentType, byte[] body) {
        MediaType kind = MediaType.kindOf(contentType)
                .orElseThrow(() -> new UnparseablePayloadException(
                        "content type not understood: send JSON, application/x-www-form-urlencoded or"
                                + " multipart/form-data",
                        null));
        return switch (kind) {
            case JSON -> json.read(DeclaredCharset.of(contentType), body);
            case FORM -> ReadForm.read(DeclaredCharset.orUtf8(contentType), body);
            case MULTIPART -> ReadMultipart.read(contentType == null ? "" : contentType, body);
        };
    }
}
