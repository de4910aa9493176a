package se.salesbyte.bridge.mapping;

/**
 * A mapping cannot be loaded, or cannot be applied to an event. The message is {@code file:line:column: reason} and
 * holds no value of the payload, unless the mapping itself puts one into {@code $error}.
 */
public final class MappingException extends RuntimeException {
    private final Place place;
    private final String reason;

    MappingException(Place place, String reason) {
        super(place + ": " + reason);
        this.place = place;
        this.reason = reason;
    }

    MappingException(Place place, String reason, Throwable cause) {
        super(place + ": " + reason, cause);
        this.place = place;
        this.reason = reason;
    }

    /** Where the fault shows; line 1, column 1 if only the file is known. */
    public Place place() {
        return place;
    }

    /** What is wrong, without the place. */
    public String reason() {
        return reason;
    }
}
