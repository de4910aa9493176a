package se.salesbyte.bridge.camel;

import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.notification.ReceiverAddresses;

/** The pool under the routes' HTTP calls. */
public final class HttpConnections {
    /**
     * A connection is looked at before every use: on one that the server has closed, even right after its answer and
     * without a word, a lead would become unknown.
     */
    private static final TimeValue TRUSTED_FOR = TimeValue.ZERO_MILLISECONDS;

    /** An endless head would fill the memory long before the call's deadline. */
    private static final Http1Config BOUNDED_HEADS = Http1Config.custom()
            .setMaxLineLength(64 * 1024)
            .setMaxHeaderCount(500)
            .build();

    private HttpConnections() {}

    /**
     * A pool of that size for each destination.
     *
     * @param answer how long to wait for a byte
     * @param receivers where messages, and what a route fetches, may go
     */
    public static HttpClientConnectionManager pool(
            int size, Duration connect, Duration answer, ReceiverAddresses receivers) {
        return pool(size, connect, answer, receivers, null);
    }

    /** @param names null: the system's */
    static HttpClientConnectionManager pool(
            int size, Duration connect, Duration answer, ReceiverAddresses receivers, @Nullable DnsResolver names) {
        return ConnectWhereAllowed.pool(receivers)
                .useSystemProperties()
                .setTlsSocketStrategy(new TlsWhenNeeded())
                .setDnsResolver(names)
                .setConnectionFactory(lookedAt(Readiness.SHARED))
                .setMaxConnPerRoute(size)
                .setMaxConnTotal(4 * size)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(Timeout.of(answer))
                        .setValidateAfterInactivity(TRUSTED_FOR)
                        .build())
                .build();
    }

    /** @param readiness there from the start: it takes file handles, and there may be none when one is looked at */
    private static HttpConnectionFactory<ManagedHttpClientConnection> lookedAt(Readiness readiness) {
        return socket -> {
            ManagedHttpClientConnection connection = new LookedAtConnection(BOUNDED_HEADS, readiness);
            if (socket != null) {
                connection.bind(socket);
            }
            return connection;
        };
    }
}
