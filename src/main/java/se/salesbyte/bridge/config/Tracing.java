package se.salesbyte.bridge.config;

/** Whether traces are sent. */
public enum Tracing {
    OFF,
    /** By OpenTelemetry's protocol; where to is set by its own variables. */
    OTLP;

    static final Format<Tracing> FORMAT = Format.oneOf(Tracing.class, "write off or otlp");
}
