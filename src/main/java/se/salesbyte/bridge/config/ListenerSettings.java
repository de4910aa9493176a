package se.salesbyte.bridge.config;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where the process listens: for webhooks ({@code camel.server.host}, default {@code 0.0.0.0}, and
 * {@code camel.server.port}, default 8080) or for its operator ({@code camel.management.host}, default
 * {@code 127.0.0.1}, and {@code camel.management.port}, default 8081).
 *
 * @param host a name or an address, an IPv6 one without brackets
 * @param port 1 to 65535
 */
public record ListenerSettings(String host, int port) {

    /** Whether only this machine can reach it; decided without asking a name server. */
    public boolean isLoopback() {
        return HostFormat.isLoopback(host);
    }

    /**
     * The address under which this process itself reaches the listener.
     *
     * @param path begins with a slash
     */
    public URI address(String path) {
        try {
            String reachable = HostFormat.isWildcard(host) ? "127.0.0.1" : host;
            return new URI("http", null, reachable, port, path, null, null); // puts brackets around IPv6
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a listener's host fits a URL", e);
        }
    }
}
