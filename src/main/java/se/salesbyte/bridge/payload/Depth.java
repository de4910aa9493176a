package se.salesbyte.bridge.payload;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How deep a tree is. Past the bound it could be kept as JSON, but not be read again. */
final class Depth {
    private Depth() {}

    /** The same tree. */
    static Object bounded(Object tree) {
        check(tree, 1);
        return tree;
    }

    static UnparseablePayloadException tooDeep() {
        return new UnparseablePayloadException("nested deeper than %d levels".formatted(PayloadParser.MAX_DEPTH), null);
    }

    private static void check(@Nullable Object node, int level) {
        Collection<?> inner = node instanceof Map<?, ?> map ? map.values() : node instanceof List<?> list ? list : null;
        if (inner == null) {
            return;
        }
        if (level > PayloadParser.MAX_DEPTH) {
            throw tooDeep();
        }
        inner.forEach(one -> check(one, level + 1));
    }
}
