package se.salesbyte.bridge.verification;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The fields of one body, parsed once and only if somebody asks. For one thread. */
final class BodyFields implements Values {
    private final Supplier<@Nullable Object> parse;
    private @Nullable Object tree;
    private boolean parsed;

    BodyFields(Supplier<@Nullable Object> parse) {
        this.parse = parse;
    }

    @Override
    public List<String> all(String name) {
        if (!parsed) {
            tree = parse.get();
            parsed = true;
        }
        return BodyPath.of(name).textsIn(tree);
    }
}
