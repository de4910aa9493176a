package se.salesbyte.bridge.source;

/** Two routes want to receive the events of one source. */
public final class SourceTakenException extends RuntimeException {
    private final String source;

    SourceTakenException(String source) {
        super("source " + source + " already has a running route: let one route receive it, or give one another name");
        this.source = source;
    }

    public String source() {
        return source;
    }
}
