package se.salesbyte.bridge.source;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content types that a source takes, and what a body of each is parsed as. */
public final class AcceptedTypes {
    private final List<ContentKind> kinds;

    private AcceptedTypes(List<ContentKind> kinds) {
        this.kinds = kinds;
    }

    /**
     * Reads the names used in presets and routes: {@code json} (also {@code application/…+json}), {@code text} (JSON
     * sent as {@code text/plain}), {@code form}, {@code multipart}, {@code xml}.
     *
     * @param names at least one, in any case; the first says how to read a body without a content type
     * @throws IllegalArgumentException if there is none, or one that is not listed above
     */
    public static AcceptedTypes of(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no content type is accepted: name " + known());
        }
        return new AcceptedTypes(
                names.stream().map(AcceptedTypes::kind).distinct().toList());
    }

    /**
     * What to parse a body as; empty if the source does not take this type (answer 415).
     *
     * @param contentType the header's value, parameters and all; null or blank if the sender left it out
     */
    public Optional<BodyFormat> formatOf(@Nullable String contentType) {
        String type = contentType == null ? "" : mediaType(contentType);
        return kinds.stream()
                .filter(kind -> type.isEmpty() || kind.covers(type))
                .findFirst()
                .map(ContentKind::format);
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static ContentKind kind(String name) {
        return Arrays.stream(ContentKind.values())
                .filter(kind -> kind.label().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("content type \"" + name + "\" is not known: use " + known()));
    }

    private static String known() {
        return Arrays.stream(ContentKind.values()).map(ContentKind::label).collect(joining(", "));
    }

    /** The names it was made of. */
    @Override
    public String toString() {
        return kinds.stream().map(ContentKind::label).collect(joining(", "));
    }
}
