package se.salesbyte.bridge.payload;

import org.jspecify.annotations.Nullable;

/**
 * Reads a body into a tree of {@code LinkedHashMap<String, Object>}, {@code ArrayList<Object>}, {@code String},
 * {@code Number}, {@code Boolean} and null. Whole numbers are {@code Integer}, {@code Long} or {@code BigInteger},
 * others {@code BigDecimal}: none loses a digit. {@code src/main/docs/payloads.md} has every rule with an example.
 *
 * <ul>
 *   <li>JSON {@code {"id": 9007199254740993}}: as it stands; of a repeated key the last value counts
 *   <li>form {@code name=Eva&tag=a&tag=b&fields[email][value]=eva@example.com}: {@code {"name": "Eva", "tag": ["a",
 *       "b"], "fields": {"email": {"value": "eva@example.com"}}}}
 *   <li>multipart: like a form; a file becomes {@code {"filename": "cv.pdf", "size": 2048}}, its content is dropped
 *   <li>XML {@code <lead id="7"><sf:tag>a</sf:tag><sf:tag>b</sf:tag></lead>}: {@code {"@id": "7", "tag": ["a", "b"]}}
 *   <li>a signed token (JWT): its claims; who signed it is not looked at here
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
     * @param contentType the header as it came, parameters included; null or blank, which means JSON, if there was none
     * @throws UnparseablePayloadException if the type is not understood or the body is not of that type
     */
    public Object parse(@Nullable String contentType, byte[] body) {
        return parse(contentType, body, Decoding.NONE);
    }

    /**
     * The tree in a body, with what it carries as text decoded.
     *
     * @param contentType as above
     * @throws UnparseablePayloadException if the type is not understood, or the body or a text in it is not what it
     *     should be
     */
    public Object parse(@Nullable String contentType, byte[] body, Decoding decoding) {
        Object tree =
                decoding.jwt() && !ReadJson.isObjectOrList(body) ? ReadJwt.read(json, body) : read(contentType, body);
        return decoding.decoded(tree, json);
    }

    private Object read(@Nullable String contentType, byte[] body) {
        return switch (formatOf(contentType)) {
            case JSON, TEXT -> json.read(DeclaredCharset.of(contentType), body);
            case FORM -> ReadForm.read(DeclaredCharset.orUtf8(contentType), body);
            case MULTIPART -> ReadMultipart.read(contentType == null ? "" : contentType, body);
            case XML -> ReadXml.read(DeclaredCharset.of(contentType), body);
            case JWT -> ReadJwt.read(json, body);
        };
    }

    private static MediaType formatOf(@Nullable String contentType) {
        return contentType == null || contentType.isBlank()
                ? MediaType.JSON
                : MediaType.of(contentType)
                        .orElseThrow(() -> new UnparseablePayloadException(
                                "content type not understood: send JSON, application/x-www-form-urlencoded,"
                                        + " multipart/form-data or XML",
                                null));
    }
}
