package se.salesbyte.bridge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tree is made of.
 *
 * @param nodes objects, lists and scalars
 * @param characters of all names and texts
 */
public record TreeFacts(long nodes, long characters, int depth) {
    private static final Set<Class<?>> SCALARS =
            Set.of(String.class, Integer.class, Long.class, BigInteger.class, BigDecimal.class, Boolean.class);

    /** Counts, and refuses what is in no tree. */
    public static TreeFacts of(@Nullable Object tree) {
        TreeFacts facts = new TreeFacts(1, tree instanceof String text ? text.length() : 0, 0);
        if (tree instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                assertThat(entry.getKey()).isInstanceOf(String.class);
                facts = facts.with(((String) entry.getKey()).length(), of(entry.getValue()));
            }
            return facts.deeper();
        }
        if (tree instanceof List<?> list) {
            for (Object one : list) {
                facts = facts.with(0, of(one));
            }
            return facts.deeper();
        }
        if (tree != null) {
            assertThat(SCALARS).contains(tree.getClass());
        }
        return facts;
    }

    private TreeFacts with(int name, TreeFacts inner) {
        return new TreeFacts(nodes + inner.nodes, characters + name + inner.characters, Math.max(depth, inner.depth));
    }

    private TreeFacts deeper() {
        return new TreeFacts(nodes, characters, depth + 1);
    }
}
