package se.salesbyte.bridge.config;

import java.net.URI;
import java.util.Optional;

/**
 * Who is told about a lead: after success ({@code bridge.callback.url} and {@code .secret}) or after failure
 * ({@code bridge.notify.url} and {@code .secret}). None has a default.
 *
 * @param url http or https; empty if nobody is told. It may hold a token and is not to be shown
 * @param secret what the messages are signed with; empty if they are not
 */
public record ReceiverSettings(Optional<URI> url, Optional<String> secret) {

    /** Shows neither. */
    @Override
    public String toString() {
        return "ReceiverSettings[url " + set(url) + ", secret " + set(secret) + "]";
    }

    private static String set(Optional<?> value) {
        return value.isPresent() ? "set" : "not set";
    }
}
