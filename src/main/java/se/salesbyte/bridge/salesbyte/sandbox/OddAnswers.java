package se.salesbyte.bridge.salesbyte.sandbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answers on demand, and who has had theirs: {@code +503x2} is answered 503 twice, then as documented, then 503
 * again. Safe for any number of threads.
 */
final class OddAnswers {
    private static final int MOST_COUNTED = 10_000;

    private final List<OddAnswer> all;
    private final Map<String, OddAnswer> byTag;
    private final Map<String, Integer> given = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_COUNTED;
        }
    };

    /** @param slow how long an answer takes when its tag does not say */
    OddAnswers(Duration slow) {
        all = Stream.of(OddErrors.all(), OddSuccesses.all(Math.toIntExact(slow.toSeconds())))
                .flatMap(List::stream)
                .toList();
        byTag = all.stream().collect(Collectors.toUnmodifiableMap(OddAnswer::tag, Function.identity()));
    }

    /**
     * An answer that is due.
     *
     * @param seconds those of the tag, or the answer's own
     */
    record Due(OddAnswer answer, int seconds) {}

    List<OddAnswer> all() {
        return all;
    }

    /** What the customer's address asks for now, and counts it as given; null for the documented answer. */
    @Nullable
    Due next(@Nullable Object customerEmail) {
        for (OddTag tag : OddTag.of(customerEmail)) {
            OddAnswer answer = byTag.get(tag.name());
            if (answer != null && (tag.number() == null || answer.seconds() != null)) {
                return isDue(String.valueOf(customerEmail), tag.times()) ? due(answer, tag) : null;
            }
        }
        return null;
    }

    /** Forgets how often that address was answered. */
    synchronized void forget(String customerEmail) {
        given.remove(customerEmail.toLowerCase(Locale.ROOT));
    }

    private static Due due(OddAnswer answer, OddTag tag) {
        int own = Optional.ofNullable(answer.seconds()).orElse(0);
        return new Due(answer, Optional.ofNullable(tag.number()).orElse(own));
    }

    private synchronized boolean isDue(String customerEmail, @Nullable Integer times) {
        if (times == null) {
            return true;
        }
        String address = customerEmail.toLowerCase(Locale.ROOT);
        int before = given.getOrDefault(address, 0);
        if (before < times) {
            given.put(address, before + 1);
            return true;
        }
        given.remove(address);
        return false;
    }
}
