package se.salesbyte.bridge.mapping;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A field that comes in parts, as some forms send a name ({first, last}) or a phone number ({area, phone}). */
final class Parts {
    /** In the order in which they are read aloud. */
    private static final List<Labels> NAMES = Labels.each(
            "first", "first name", "middle", "middle name", "last", "last name", "country", "area", "phone");

    private static final Labels WHOLE = Labels.of("value, full, first and last");

    private Parts() {}

    /** The field as one: what it says as a whole, else its parts with spaces between; itself if it is no object. */
    static @Nullable Object joined(@Nullable Object field) {
        if (field instanceof Map<?, ?> parts) {
            Object whole = joined(Fields.find(parts, WHOLE));
            return whole == null ? Given.joined(of(parts), " ") : whole;
        }
        return field;
    }

    private static List<Object> of(Map<?, ?> parts) {
        return NAMES.stream()
                .flatMap(name -> Stream.ofNullable(Fields.find(parts, name)))
                .toList();
    }
}
