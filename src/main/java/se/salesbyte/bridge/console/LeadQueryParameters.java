package se.salesbyte.bridge.console;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.store.LeadFilter;
import se.salesbyte.bridge.store.LeadState;

/** Reads {@code ?state=&source=&q=&from=&to=&limit=&cursor=} of the lead list. */
final class LeadQueryParameters {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private LeadQueryParameters() {}

    /**
     * The filter that the parameters describe.
     *
     * @throws BadQueryException if one of them is wrong
     */
    static LeadFilter read(MultiMap query) {
        return new LeadFilter(
                value(query, "state", LeadQueryParameters::state),
                value(query, "source", text -> text),
                value(query, "q", text -> text),
                value(query, "from", text -> time("from", text)),
                value(query, "to", text -> time("to", text)),
                value(query, "cursor", text -> text),
                limit(query));
    }

    private static int limit(MultiMap query) {
        Integer limit = value(query, "limit", LeadQueryParameters::number);
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    private static <T> @Nullable T value(MultiMap query, String name, Function<String, T> read) {
        String text = query.get(name);
        return text == null || text.isBlank() ? null : read.apply(text.strip());
    }

    private static LeadState state(String text) {
        return Arrays.stream(LeadState.values())
                .filter(state -> state.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new BadQueryException("state is not known: use one of "
                        + Arrays.stream(LeadState.values()).map(LeadState::word).toList()));
    }

    private static Instant time(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BadQueryException(name + " is no time: write it like 2026-01-31T09:30:00Z");
        }
    }

    private static int number(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new BadQueryException("limit must be a number from 1 to " + MAX_LIMIT);
    }
}
