package se.salesbyte.bridge.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * A route file as it was read once: what was tried is what is loaded, whatever becomes of the file meanwhile.
 *
 * @param file its name below the home, with slashes
 * @param path where it lies
 */
public record RouteText(String file, Path path, String text) {
    private static final Pattern FOUNDATION =
            Pattern.compile("(?m)^-\\s+(?:route-?[tT]emplate|route-?[cC]onfiguration|beans)\\s*:");

    /**
     * Reads it.
     *
     * @throws BrokenRoutesException if it cannot be read; the message says what to do
     */
    public static RouteText read(Path home, Path file) {
        String name = RouteFiles.nameOf(home, file);
        try {
            return new RouteText(name, file.toAbsolutePath().normalize(), Files.readString(file));
        } catch (CharacterCodingException notUtf8) {
            throw new BrokenRoutesException(name + ":1:1: is not UTF-8: save it in that encoding");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether other files may be made of it: templates, route configurations, beans. */
    public boolean isFoundation() {
        return FOUNDATION.matcher(text).find();
    }

    /** The place of that sign of the text, as {@code :line:column}, both from 1. */
    public String placeOf(int offset) {
        String before = text.substring(0, offset);
        return ":" + (1 + before.chars().filter(sign -> sign == '\n').count()) + ":"
                + (before.length() - before.lastIndexOf('\n'));
    }

    /** The place where that word first stands; that of the text if it does not. */
    public String placeOf(String word) {
        int place = text.indexOf(word);
        return place < 0 ? ":1:1" : placeOf(place);
    }

    Resource resource() {
        return ResourceHelper.fromString(path.toUri().toString(), text);
    }
}
