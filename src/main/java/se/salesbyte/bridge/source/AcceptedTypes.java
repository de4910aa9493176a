package se.salesbyte.bridge.source;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.payload.MediaType;

/** The content types that a source takes. */
public final class AcceptedTypes {
    private final List<MediaType> formats;

    private AcceptedTypes(List<MediaType> formats) {
        this.formats = formats;
    }

    /**
     * Reads the names used in presets and routes: {@code json} (also {@code application/…+json}), {@code text} (JSON
     * sent as {@code text/plain}), {@code form}, {@code multipart}, {@code xml} (also {@code application/…+xml}), {@code
     * jwt} (a signed token).
     *
     * @param names at least one, in any case; the first says how to read a body without a content type
     * @throws IllegalArgumentException if there is none, or one that is not listed above
     */
    public static AcceptedTypes of(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no content type is accepted: name " + known());
        }
        return new AcceptedTypes(
                names.stream().map(AcceptedTypes::format).distinct().toList());
    }

    /**
     * What a body is to be read as; empty if this source does not take the type (answer 415).
     *
     * @param contentType the header's value, parameters and all; null or blank if the sender left it out
     * @return the same value, or what stands for the first name given where the sender left it out
     */
    public Optional<String> readAs(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return Optional.of(formats.get(0).standard());
        }
        return MediaType.of(contentType).filter(formats::contains).map(taken -> contentType);
    }

    private static MediaType format(String name) {
        return Arrays.stream(MediaType.values())
                .filter(format -> label(format).equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("content type \"" + name + "\" is not known: use " + known()));
    }

    private static String known() {
        return Arrays.stream(MediaType.values()).map(AcceptedTypes::label).collect(joining(", "));
    }

    private static String label(MediaType format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    /** The names it was made of. */
    @Override
    public String toString() {
        return formats.stream().map(AcceptedTypes::label).collect(joining(", "));
    }
}
