package se.salesbyte.bridge.source;

import java.util.Locale;

/** A family of media types; see {@link AcceptedTypes#of}. */
enum ContentKind {
    JSON("application/json"),
    TEXT("text/plain"),
    FORM("application/x-www-form-urlencoded"),
    MULTIPART("multipart/form-data");

    private final String mediaType;

    ContentKind(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The one that stands for the family. */
    String mediaType() {
        return mediaType;
    }

    /**
     * Whether a media type is of this family.
     *
     * @param type in lower case, without parameters
     */
    boolean covers(String type) {
        return type.equals(mediaType) || (this == JSON && (type.equals("text/json") || type.endsWith("+json")));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
