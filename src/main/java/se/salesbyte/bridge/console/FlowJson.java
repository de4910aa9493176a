package se.salesbyte.bridge.console;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.FlowState;

/** How the way to SalesByte stands, as {@code /api/stats} shows it. */
final class FlowJson {
    private FlowJson() {}

    static Map<String, @Nullable Object> of(FlowState state) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("state", state.breaker().word());
        fields.put("until", text(state.until()));
        fields.put("slowedUntil", text(state.slowedUntil()));
        fields.put(
                "paused",
                state.paused().stream()
                        .map(paused -> Map.of(
                                "profile",
                                paused.profile(),
                                "since",
                                paused.since().toString()))
                        .toList());
        return fields;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
