package se.salesbyte.bridge.salesbyte;

/**
 * Why one field of a lead cannot be sent.
 *
 * @param field its API name, or the unknown name that the mapping gave
 * @param reason what is wrong and what to do; never the value itself, which may be a person's
 */
public record FieldFault(String field, String reason) {
    @Override
    public String toString() {
        return field + ": " + reason;
    }
}
