package se.salesbyte.bridge.payload;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body formats that are understood, each read by its own parser. */
public enum MediaType {
    /** {@code application/json}, any {@code +json}, and {@code text/plain} or no type at all, which may hold JSON. */
    JSON,
    /** {@code application/x-www-form-urlencoded}. */
    FORM,
    /** {@code multipart/form-data}. */
    MULTIPART;

    /**
     * The format that a content type announces; empty for one that is not understood.
     *
     * @param contentType the header as it came, parameters included; null if the request had none
     */
    public static Optional<MediaType> kindOf(@Nullable String contentType) {
        String type = contentType == null ? "" : essenceOf(contentType);
        return switch (type) {
            case "", "application/json", "text/json", "text/plain" -> Optional.of(JSON);
            case "application/x-www-form-urlencoded" -> Optional.of(FORM);
            case "multipart/form-data" -> Optional.of(MULTIPART);
            default -> type.endsWith("+json") ? Optional.of(JSON) : Optional.empty();
        };
    }

    private static String essenceOf(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }
}
