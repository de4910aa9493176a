package se.salesbyte.bridge.payload;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The body formats that are understood, each by the content types that announce it. */
public enum MediaType {
    /** {@code application/json}, {@code text/json} and any {@code +json}. */
    JSON("application/json"),
    /** {@code text/plain}, which some send JSON as. */
    TEXT("text/plain"),
    /** {@code application/x-www-form-urlencoded}. */
    FORM("application/x-www-form-urlencoded"),
    /** {@code multipart/form-data}. */
    MULTIPART("multipart/form-data"),
    /** {@code application/xml}, {@code text/xml} and any {@code +xml}. */
    XML("application/xml"),
    /** {@code application/jwt}: a signed token as the whole body. */
    JWT("application/jwt");

    private final String standard;

    MediaType(String standard) {
        this.standard = standard;
    }

    /** The content type that stands for the format. */
    public String standard() {
        return standard;
    }

    /**
     * The format that a content type announces; empty for one that is not understood.
     *
     * @param contentType the header's value, parameters included
     */
    public static Optional<MediaType> of(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(format -> format.covers(type)).findFirst();
    }

    private boolean covers(String type) {
        return switch (this) {
            case JSON -> type.equals(standard) || type.equals("text/json") || type.endsWith("+json");
            case XML -> type.equals(standard) || type.equals("text/xml") || type.endsWith("+xml");
            default -> type.equals(standard);
        };
    }
}
