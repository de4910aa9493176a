package se.salesbyte.bridge.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends traces by OTLP. Where to, how many and how is set by OpenTelemetry's own variables ({@code
 * OTEL_EXPORTER_OTLP_ENDPOINT} and the like); what cannot be sent is dropped. Holds no payload, and nothing of a person.
 */
public final class OtlpTraces implements Traces {
    private static final AttributeKey<String> LEAD = AttributeKey.stringKey("salesbyte.lead.id");
    private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("salesbyte.source");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("salesbyte.lead.state");
    private static final AttributeKey<String> OUTBOX = AttributeKey.stringKey("salesbyte.outbox");
    private static final AttributeKey<Long> NUMBER = AttributeKey.longKey("salesbyte.attempt");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final Set<String> FAULTS = Set.of("failed", "unknown", "retrying");
    private static final int ERRORS = 400;

    private static final Map<String, String> UNLESS_SET = Map.of(
            "otel.service.name", "salesbyte-bridge",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    private final LeadTraceIds ids = new LeadTraceIds();
    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    public OtlpTraces() {
        sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> UNLESS_SET)
                .addTracerProviderCustomizer((provider, settings) -> provider.setIdGenerator(ids))
                .disableShutdownHook() // it is closed in its turn
                .build()
                .getOpenTelemetrySdk();
        tracer = sdk.getTracer("se.salesbyte.bridge");
    }

    @Override
    public void accepted(
            String source,
            @Nullable String traceparent,
            List<String> fresh,
            List<String> known,
            Instant start,
            Instant end) {
        SpanBuilder webhook = tracer.spanBuilder("POST /webhooks/" + source)
                .setSpanKind(SpanKind.SERVER)
                .setParent(sendersContext(traceparent))
                .setStartTimestamp(start)
                .setAttribute(METHOD, "POST")
                .setAttribute(SOURCE, source);
        fresh.forEach(lead -> webhook.addLink(LeadTraceIds.rootOf(lead)));
        known.forEach(lead -> webhook.addLink(LeadTraceIds.rootOf(lead)));
        Span request = webhook.startSpan();
        for (String lead : fresh) {
            ids.first(lead, () -> tracer.spanBuilder("lead " + source)
                            .setNoParent()
                            .addLink(request.getSpanContext())
                            .setStartTimestamp(start)
                            .setAttribute(LEAD, lead)
                            .setAttribute(SOURCE, source)
                            .startSpan())
                    .end(end);
        }
        request.end(end);
    }

    @Override
    public void attempted(Attempted attempt) {
        Span span = of(attempt.lead(), "attempt")
                .setStartTimestamp(attempt.start())
                .setAttribute(SOURCE, attempt.source())
                .setAttribute(NUMBER, (long) attempt.number())
                .setAttribute(OUTCOME, attempt.outcome())
                .startSpan();
        if (FAULTS.contains(attempt.outcome())) {
            span.setStatus(StatusCode.ERROR, attempt.outcome());
        }
        Call call = attempt.call();
        if (call != null) {
            tell(call, attempt, Context.root().with(span));
        }
        span.end(attempt.end());
    }

    private void tell(Call call, Attempted attempt, Context parent) {
        Instant left = attempt.end().minus(call.beforeEnd());
        Integer status = attempt.status();
        Span span = tracer.spanBuilder("POST create_brandawareness")
                .setSpanKind(SpanKind.CLIENT)
                .setParent(parent)
                .setStartTimestamp(left)
                .setAttribute(METHOD, "POST")
                .startSpan();
        if (status != null) {
            span.setAttribute(STATUS, (long) status);
        }
        if (status == null || status >= ERRORS) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(left.plus(call.took()));
    }

    @Override
    public void tried(String lead, String outbox, int number, Instant start, Instant end, @Nullable String fault) {
        Span span = of(lead, "message " + outbox)
                .setSpanKind(SpanKind.PRODUCER)
                .setStartTimestamp(start)
                .setAttribute(OUTBOX, outbox)
                .setAttribute(NUMBER, (long) number)
                .startSpan();
        if (fault != null) {
            span.setStatus(StatusCode.ERROR, fault);
        }
        span.end(end);
    }

    @Override
    public Map<String, String> headers(String lead) {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance()
                .inject(
                        Context.root().with(Span.wrap(LeadTraceIds.rootOf(lead))),
                        headers,
                        (carrier, name, value) -> headers.put(name, value));
        return headers;
    }

    @Override
    public void close() {
        sdk.close();
    }

    private SpanBuilder of(String lead, String name) {
        return tracer.spanBuilder(name)
                .setParent(Context.root().with(Span.wrap(LeadTraceIds.rootOf(lead))))
                .setAttribute(LEAD, lead);
    }

    /** Without a well-formed one, nobody's. */
    private static Context sendersContext(@Nullable String traceparent) {
        return traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, new OneHeader());
    }

    private static final class OneHeader implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String name) {
            return name.equals("traceparent") ? traceparent : null;
        }
    }
}
