package se.salesbyte.bridge.salesbyte;

import java.util.List;

/** The Quotes API gave no answer that says anything; it may later. The message holds no secrets. */
public final class QuotesUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> retryAfter;

    /** @param retryAfter the values of its {@code Retry-After}; empty if there are none */
    public QuotesUnavailableException(String message, List<String> retryAfter) {
        super(message);
        this.retryAfter = List.copyOf(retryAfter);
    }

    /** The values of its {@code Retry-After}; empty if there are none. */
    public List<String> retryAfter() {
        return retryAfter;
    }
}
