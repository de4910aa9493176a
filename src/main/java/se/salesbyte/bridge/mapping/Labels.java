package se.salesbyte.bridge.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels that are looked for, compared as {@link Label} does; the first ones count most. Immutable. */
final class Labels {
    /** The rank of a label that is not looked for. */
    static final int NONE = Integer.MAX_VALUE;

    private final Map<String, Integer> ranks = new HashMap<>();

    private Labels(List<?> written) {
        for (Object label : written) {
            ranks.putIfAbsent(Label.of(label), ranks.size());
        }
        ranks.remove(""); // no label at all
    }

    static Labels of(List<?> written) {
        return new Labels(written);
    }

    /** @param separated by commas */
    static Labels of(String separated) {
        return new Labels(Arrays.asList(separated.split(",", -1)));
    }

    /** Each of them by itself. */
    static List<Labels> each(String... written) {
        List<Labels> each = new ArrayList<>();
        for (String label : written) {
            each.add(of(List.of(label)));
        }
        return each;
    }

    boolean isEmpty() {
        return ranks.isEmpty();
    }

    /** The lower, the more it counts; {@link #NONE} for what is not looked for or is no text. */
    int rankOf(@Nullable Object label) {
        return label instanceof String ? ranks.getOrDefault(Label.of(label), NONE) : NONE;
    }
}
