package se.salesbyte.bridge.camel;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.Attempt;

/**
 * Stands in the HTTP client where a request's head is about to be written, after connecting and TLS: what fails earlier
 * was provably not sent. After {@code lead:call} whatever leaves counts as the call, wherever it goes. A Create Lead
 * request without an intent, or a second one in the same attempt, goes no further.
 */
public final class GuardTheCall extends HttpRequestExecutor implements HttpClientConfigurer, HttpActivityListener {
    private static final Pattern CREATE_LEAD = Pattern.compile("/create_brandawareness/?(\\?|$)");
    private static final String EXCHANGE = "org.apache.camel.Exchange";

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.setRequestExecutor(this);
        builder.disableRedirectHandling();
        builder.disableCookieManagement();
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informationCallback,
            HttpContext context)
            throws IOException, HttpException {
        Attempt attempt = attemptOf(context);
        if (attempt != null && (attempt.isCallOpen() || isCreateLead(request))) {
            attempt.sending();
        }
        return super.execute(request, connection, informationCallback, context);
    }

    /** With a listener, camel-http puts the exchange into the context; that is all we are one for. */
    @Override
    public void onRequestSubmitted(
            Object source, Exchange exchange, HttpHost host, HttpRequest request, HttpEntity entity) {}

    @Override
    public void onResponseReceived(
            Object source, Exchange exchange, HttpHost host, HttpResponse response, HttpEntity entity, long elapsed) {}

    private static @Nullable Attempt attemptOf(HttpContext context) {
        return context.getAttribute(EXCHANGE) instanceof Exchange exchange
                ? exchange.getProperty(LeadConsumer.LEAD, Attempt.class)
                : null;
    }

    private static boolean isCreateLead(ClassicHttpRequest request) {
        String path = request.getPath();
        return path != null && CREATE_LEAD.matcher(path).find();
    }
}
