package se.salesbyte.bridge.store;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of some people's names, to find them in a text. Errs on the side of finding. Confined to one thread. */
final class NameWords {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}]+");
    private static final int INITIALS = 2;

    private final Set<String> words = new HashSet<>();

    void add(@Nullable String name) {
        if (name != null) {
            words(name).filter(word -> word.length() > INITIALS).forEach(words::add);
        }
    }

    /** Whether one of them is a word of that text, in any case. */
    boolean areIn(String text) {
        return words(text).anyMatch(words::contains);
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(BETWEEN.split(text.toLowerCase(Locale.ROOT), -1));
    }
}
