package se.salesbyte.bridge.source;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content types that a source takes. */
public final class AcceptedTypes {
    private final List<ContentKind> kinds;

    private AcceptedTypes(List<ContentKind> kinds) {
        this.kinds = kinds;
    }

    /**
     * Reads the names used in presets and routes: {@code json} (also {@code application/…+json}), {@code text} (JSON
     * sent as {@code text/plain}), {@code form}, {@code multipart}.
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
     * What a body is to be read as; empty if this source does not take the type (answer 415).
     *
     * @param contentType the header's value, parameters and all; null or blank if the sender left it out
     * @return the same value, or what stands for the first name given where the sender left it out
     */
    public Optional<String> readAs(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return Optional.of(kinds.get(0).mediaType());
        }
        String type = mediaType(contentType);
        return kinds.stream().anyMatch(kind -> kind.covers(type)) ? Optional.of(contentType) : Optional.empty();
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
