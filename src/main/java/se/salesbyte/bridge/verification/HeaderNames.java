package se.salesbyte.bridge.verification;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Header names as a set that does not mind their case. */
final class HeaderNames {
    private HeaderNames() {}

    /** Those that are not null. */
    static Set<String> of(@Nullable String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.of(names).forEach(name -> {
            if (name != null) {
                set.add(name);
            }
        });
        return set;
    }
}
