package se.salesbyte.bridge.trace;

import com.github.f4b6a3.ulid.Ulid;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The trace of a lead by its id: both have 128 bits, so that a retry tomorrow, on another replica, belongs to the same trace
 * with nothing stored. Thread-safe.
 */
final class LeadTraceIds implements IdGenerator {
    private static final int SPAN = 16;
    private static final ThreadLocal<@Nullable SpanContext> NEXT = new ThreadLocal<>();

    private final IdGenerator random = IdGenerator.random();

    /** The first span of that lead's trace. */
    static SpanContext rootOf(String lead) {
        String trace = Ulid.from(lead).toUuid().toString().replace("-", "").toLowerCase(Locale.ROOT);
        return SpanContext.createFromRemoteParent(
                trace, trace.substring(SPAN), TraceFlags.getSampled(), TraceState.getDefault());
    }

    /** Makes a span that is the first one of that lead's trace. */
    <T> T first(String lead, Supplier<T> span) {
        NEXT.set(rootOf(lead));
        try {
            return span.get();
        } finally {
            NEXT.remove();
        }
    }

    @Override
    public String generateTraceId() {
        SpanContext given = NEXT.get();
        return given == null ? random.generateTraceId() : given.getTraceId();
    }

    @Override
    public String generateSpanId() {
        SpanContext given = NEXT.get();
        return given == null ? random.generateSpanId() : given.getSpanId();
    }
}
