package se.salesbyte.bridge.source;

import java.util.Locale;
import java.util.Set;

/** A family of media types; see {@link AcceptedTypes#of}. */
enum ContentKind {
    JSON,
    TEXT,
    FORM,
    MULTIPART,
    XML;

    /**
     * Whether a media type is of this family.
     *
     * @param type in lower case, without parameters
     */
    boolean covers(String type) {
        return switch (this) {
            case JSON -> Set.of("application/json", "text/json").contains(type) || type.endsWith("+json");
            case TEXT -> type.equals("text/plain");
            case FORM -> type.equals("application/x-www-form-urlencoded");
            case MULTIPART -> type.equals("multipart/form-data");
            case XML -> Set.of("application/xml", "text/xml").contains(type) || type.endsWith("+xml");
        };
    }

    BodyFormat format() {
        return switch (this) {
            case JSON, TEXT -> BodyFormat.JSON;
            case FORM -> BodyFormat.FORM;
            case MULTIPART -> BodyFormat.MULTIPART;
            case XML -> BodyFormat.XML;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
