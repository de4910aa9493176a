package se.salesbyte.bridge.camel;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The pool under the routes' HTTP calls. */
public final class HttpConnections {
    /** A connection idle for longer is looked at before use: one that the server closed would make a lead unknown. */
    private static final TimeValue TRUSTED_FOR = TimeValue.ofMilliseconds(100);

    private HttpConnections() {}

    /**
     * A pool of that size for each destination.
     *
     * @param answer how long to wait for a byte
     */
    public static HttpClientConnectionManager pool(int size, Duration connect, Duration answer) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .useSystemProperties()
                .setMaxConnPerRoute(size)
                .setMaxConnTotal(4 * size)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(Timeout.of(answer))
                        .setValidateAfterInactivity(TRUSTED_FOR)
                        .build())
                .build();
    }
}
