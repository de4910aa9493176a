package se.salesbyte.bridge.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.fuzz.FuzzInput;
import se.salesbyte.bridge.fuzz.FuzzTarget;
import se.salesbyte.bridge.payload.SplitEvent;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.verification.Values;

/** What a verified request is taken apart into: its events, each with an id. The first line is an event id rule. */
public final class EventsFuzz implements FuzzTarget {

    @Override
    public void feed(FuzzInput input) {
        EventIdRule own = rule(input.line());
        FuzzedRequest fuzzed = FuzzedRequest.of(input);
        Source source = new Source("fuzzed", fuzzed.preset(), Secrets.NONE);
        source.readAs(fuzzed.contentType()).ifPresent(type -> {
            for (SplitEvent event : eventsOf(source, type, fuzzed.body())) {
                Values headers = fuzzed.request().headers();
                byte[] payload = event.payloadOr(fuzzed.body());
                check(source.eventIdOf(headers, event.tree(), payload));
                if (own != null) {
                    check(own.idOf(headers, event.tree(), payload));
                }
                // as it is kept it is read again: the same event
                Object again = source.parse(event.contentTypeOr(type), payload);
                assertThat(again).isEqualTo(event.tree());
            }
        });
    }

    private static void check(EventId id) {
        assertThat(id.key()).isNotBlank();
        if (id.display() != null) {
            assertThat(id.display()).isNotNull().hasSizeLessThanOrEqualTo(255);
        }
    }

    private static List<SplitEvent> eventsOf(Source source, String type, byte[] body) {
        try {
            return source.split(source.parse(type, body));
        } catch (UnparseablePayloadException refused) {
            return List.of();
        }
    }

    private static @Nullable EventIdRule rule(String line) {
        try {
            return EventIdRule.of(line);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return null;
        }
    }
}
