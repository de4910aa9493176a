package se.salesbyte.bridge.payload;

import org.jspecify.annotations.Nullable;

/** A body is not what its content type says. Tells what is wrong and where, never a word of the payload. */
public final class UnparseablePayloadException extends RuntimeException {
    private final String what;
    private final @Nullable String where;

    /**
     * @param what what is wrong, such as {@code not JSON: the text ends too early}; free of payload text
     * @param where the place in the body, such as {@code line 3, column 12}; null if it is the body as a whole
     */
    public UnparseablePayloadException(String what, @Nullable String where) {
        super(where == null ? what : what + " at " + where);
        this.what = what;
        this.where = where;
    }

    /** The same, about what a field holds instead of the body. */
    UnparseablePayloadException inField(String field) {
        return new UnparseablePayloadException("field " + field + ": " + what, where);
    }

    /** What is wrong; free of payload text. */
    public String what() {
        return what;
    }

    /** The place in the body, counted from 1; null if it is the body as a whole. */
    public @Nullable String where() {
        return where;
    }
}
