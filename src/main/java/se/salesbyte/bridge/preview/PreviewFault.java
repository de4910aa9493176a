package se.salesbyte.bridge.preview;

import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.Place;

/**
 * Why a body would become no request.
 *
 * @param field the field of the lead; null if it is the mapping as a whole
 * @param reason without values of the body
 * @param place where in the mapping; null if there is none
 */
public record PreviewFault(@Nullable String field, String reason, @Nullable Place place) {
    @Override
    public String toString() {
        return (place == null ? "" : place + ": ") + (field == null ? "" : field + " ") + reason;
    }
}
