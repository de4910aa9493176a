package se.salesbyte.bridge.mapping;

import static java.util.regex.Pattern.DOTALL;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is written in a mapping file, and where.
 *
 * @param file the name to show
 * @param text its content
 */
record MappingText(String file, String text) {
    private static final Pattern COMMENT_OR_STRING =
            Pattern.compile("/\\*.*?\\*/|\"(?:[^\"\\\\]++|\\\\.)*+\"|'(?:[^'\\\\]++|\\\\.)*+'", DOTALL);

    private static final Set<String> TWO_SIGNS = Set.of("..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??");

    static MappingText read(String file, Path path) {
        Place start = new Place(file, 1, 1);
        try {
            return of(file, Files.readString(path));
        } catch (NoSuchFileException missing) {
            throw new MappingException(start, "there is no such file", missing);
        } catch (CharacterCodingException notUtf8) {
            throw new MappingException(start, "is not UTF-8: save it in that encoding", notUtf8);
        } catch (IOException unreadable) {
            throw new MappingException(start, "cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    static MappingText of(String file, String text) {
        return new MappingText(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    Place start() {
        return at(0);
    }

    Place at(int offset) {
        String before = text.substring(0, Math.min(offset, text.length()));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Place(file, line, before.length() - before.lastIndexOf('\n'));
    }

    /** The place of the word, quoted text or sign that ends at an offset. */
    Place atTokenBefore(int offset) {
        int end = Math.min(offset, text.length());
        if (end > 1 && text.charAt(end - 1) == '(') {
            end--; // calls are told by their bracket
        }
        return at(end == 0 ? 0 : startOfTokenBefore(end));
    }

    /** Where a field is written as a key of an object; the start of the file if it is not. */
    Place placeOf(String field) {
        Matcher written = COMMENT_OR_STRING.matcher(text);
        while (written.find()) {
            if (isKey(written.group(), field) && isFollowedByColon(written.end())) {
                return at(written.start());
            }
        }
        return start();
    }

    private int startOfTokenBefore(int end) {
        char last = text.charAt(end - 1);
        if (last == '"' || last == '\'') {
            int opening = text.lastIndexOf(last, end - 2);
            return opening < 0 ? end - 1 : opening;
        }
        if (end > 1 && TWO_SIGNS.contains(text.substring(end - 2, end))) {
            return end - 2;
        }
        int start = end;
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return start == end ? end - 1 : start;
    }

    private static boolean isKey(String written, String field) {
        return written.equals('"' + field + '"') || written.equals("'" + field + "'");
    }

    private boolean isFollowedByColon(int offset) {
        return text.substring(offset).stripLeading().startsWith(":");
    }
}
