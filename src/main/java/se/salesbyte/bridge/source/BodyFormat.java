package se.salesbyte.bridge.source;

/** What a body is to be parsed as. */
public enum BodyFormat {
    JSON,
    /** {@code application/x-www-form-urlencoded}. */
    FORM,
    MULTIPART,
    XML
}
