package se.salesbyte.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.fuzz.FuzzTarget;

/** Parameters of calls to the management API: read, or refused with a word. An input is {@code name=value}, one a line. */
public final class QueryFuzz implements FuzzTarget {
    private static final String[] KNOWN = {"q", "from", "to", "state", "cursor", "limit", "window"};
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    @Override
    public void feed(FuzzInput input) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        for (String line : input.lines()) {
            int equals = line.indexOf('=');
            parameters.add(equals < 0 ? line : line.substring(0, equals), equals < 0 ? "" : line.substring(equals + 1));
        }
        allowed(() -> {
            Query query = Query.of(parameters, KNOWN);
            for (Runnable read : reads(query)) {
                allowed(read);
            }
        });
    }

    private static List<Runnable> reads(Query query) {
        return List.of(
                () -> query.text("q")
                        .ifPresent(text -> assertThat(text).isNotBlank().hasSizeLessThanOrEqualTo(200)),
                () -> query.time("from").ifPresent(QueryFuzz::checkTime),
                () -> query.time("to").ifPresent(QueryFuzz::checkTime),
                () -> query.state().ifPresent(state -> assertThat(state.word()).isNotBlank()),
                () -> checkCursor(query.cursor()),
                () -> assertThat(query.limit()).isBetween(1, 500),
                () -> assertThat(query.window()).isBetween(Duration.ofSeconds(1), Duration.ofDays(31)));
    }

    private static void checkTime(Instant time) {
        assertThat(time).isBetween(Instant.EPOCH, LAST);
        assertThat(time.toEpochMilli()).isNotNegative(); // as the store keeps it
    }

    private static void checkCursor(@Nullable String cursor) {
        if (cursor != null) {
            assertThat(cursor).matches("[0-9A-Z]{26}");
        }
    }

    private static void allowed(Runnable read) {
        try {
            read.run();
        } catch (CallRefusedException refused) {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().detail()).isNotBlank().hasSizeLessThan(300);
        }
    }
}
