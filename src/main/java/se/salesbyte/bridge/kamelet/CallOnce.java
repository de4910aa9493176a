package se.salesbyte.bridge.kamelet;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.camel.GuardTheCall;
import se.salesbyte.bridge.camel.HttpConnections;
import se.salesbyte.bridge.notification.ReceiverAddresses;

/**
 * The bridge's HTTP client for one endpoint of any Camel: never sends twice, follows no redirect, looks at a connection
 * before it is used again, and keeps its deadlines, whatever that Camel's {@code http:} is set to. The setters are the
 * Kamelet's parameters.
 */
public final class CallOnce implements HttpClientConfigurer, HttpActivityListener, AutoCloseable {
    private static final int MOST_CALLS = 16;

    private long connectTimeout = 5_000;
    private long timeout = 30_000;
    private @Nullable GuardTheCall guard; // Camel makes, starts and stops an endpoint on one thread at a time

    /** How many milliseconds it may take until a request can leave. */
    public void setConnectTimeout(long millis) {
        this.connectTimeout = millis;
    }

    /** How many milliseconds from the first byte of a request to the last of its answer. */
    public void setTimeout(long millis) {
        this.timeout = millis;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        close();
        Duration connect = Duration.ofMillis(connectTimeout);
        Duration answer = Duration.ofMillis(timeout);
        ReceiverAddresses anywhere = new ReceiverAddresses(true); // the route's author says where
        GuardTheCall made = new GuardTheCall(connect.plus(answer), answer, anywhere);
        made.configureHttpClient(builder);
        builder.disableAutomaticRetries(); // it would post a second time on 429 and 503
        builder.setConnectionManager(HttpConnections.pool(MOST_CALLS, connect, answer, anywhere));
        guard = made;
    }

    /** With a listener, camel-http puts the exchange where the guard finds it; that is all this is one for. */
    @Override
    public void onRequestSubmitted(
            Object source, Exchange exchange, HttpHost host, HttpRequest request, HttpEntity entity) {}

    @Override
    public void onResponseReceived(
            Object source, Exchange exchange, HttpHost host, HttpResponse response, HttpEntity entity, long elapsed) {}

    @Override
    public void close() {
        if (guard != null) {
            guard.close();
            guard = null;
        }
    }
}
