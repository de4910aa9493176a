package se.salesbyte.bridge.mapping;

import com.dashjoin.jsonata.Jsonata.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which field of the result an evaluation was at when it failed, as the library gives no place for many faults. It
 * evaluates all keys of an object first, then their values in the same order: what was finished tells what was next.
 */
final class FieldInHand {
    private final Predicate<String> isKey;
    private final Deque<List<@Nullable Object>> unfinished = new ArrayDeque<>();

    /** @param isKey whether a text is written as a key in the mapping */
    FieldInHand(Predicate<String> isKey) {
        this.isKey = isKey;
    }

    void watch(Frame frame) {
        StepLimit limit = new StepLimit();
        frame.setEvaluateEntryCallback((expression, input, environment) -> {
            limit.callback(expression, input, environment);
            unfinished.push(new ArrayList<>());
        });
        frame.setEvaluateExitCallback((expression, input, environment, result) -> {
            unfinished.pop();
            if (!unfinished.isEmpty()) {
                unfinished.element().add(result);
            }
        });
    }

    /** The innermost field in hand; empty if the fault is outside of all. */
    Optional<String> name() {
        return unfinished.stream().flatMap(finished -> next(finished).stream()).findFirst();
    }

    private Optional<String> next(List<@Nullable Object> finished) {
        List<String> keys = leadingKeys(finished);
        int values = finished.size() - keys.size();
        return values < keys.size() ? Optional.of(keys.get(values)) : Optional.empty();
    }

    private List<String> leadingKeys(List<@Nullable Object> finished) {
        List<String> keys = new ArrayList<>();
        Iterator<@Nullable Object> results = finished.iterator();
        while (results.hasNext() && results.next() instanceof String key && isKey.test(key) && !keys.contains(key)) {
            keys.add(key);
        }
        return keys;
    }
}
