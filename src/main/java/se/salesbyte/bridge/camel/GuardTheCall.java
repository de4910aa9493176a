package se.salesbyte.bridge.camel;

import io.netty.util.HashedWheelTimer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.delivery.CallRefusedException;
import se.salesbyte.bridge.delivery.OneCall;
import se.salesbyte.bridge.notification.ReceiverAddresses;

/**
 * Stands in the HTTP client where a request's head is about to be written, after connecting and TLS: what fails earlier
 * was provably not sent. After {@code lead:call} whatever leaves counts as the call, wherever it goes. A Create Lead
 * request without an intent, or a second one in the same attempt, goes no further. All but a lead's call itself are guests'
 * calls, which an address decides about: messages to receivers, and what a route fetches; see {@link ConnectWhereAllowed}.
 * Through a proxy, which finds the address by itself, their host's name decides. Every call has one deadline from here to
 * the last byte of its answer, and another one for all that comes before: a place in the pool, connecting, a proxy, TLS.
 */
public final class GuardTheCall extends HttpRequestExecutor
        implements HttpClientConfigurer, HttpActivityListener, AutoCloseable {
    private static final Pattern CREATE_LEAD = Pattern.compile("/create_brandawareness/?(\\?|$)");
    /** Four deadlines a lead are set and met: a wheel takes no lock for that, and need not be exact. */
    private static final Duration TICK = Duration.ofMillis(25);

    private static final String EXCHANGE = "org.apache.camel.Exchange";

    /** The exchange property with the {@link OneCall} of a Kamelet, in a Camel that is no bridge. */
    public static final String UNKEPT = "se.salesbyte.bridge.unkept";

    private static final String GUEST = "se.salesbyte.bridge.guest";
    private static final String CONNECTING = "se.salesbyte.bridge.connecting";

    private final Duration connect;
    private final Duration timeout;
    private final ReceiverAddresses receivers;
    private final HashedWheelTimer timers;

    /**
     * @param connect how long it may take until a request can begin to leave
     * @param timeout how long a call may take once its request begins to leave
     * @param receivers where messages may go
     */
    public GuardTheCall(Duration connect, Duration timeout, ReceiverAddresses receivers) {
        this.connect = connect;
        this.timeout = timeout;
        this.receivers = receivers;
        this.timers = new HashedWheelTimer(GuardTheCall::thread, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.setRequestExecutor(this);
        builder.addExecInterceptorFirst("connect-deadline", this::connectInTime);
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
        Exchange exchange = exchangeOf(context);
        if (isOfAGuest(context)) {
            receivers.check(connection.getRemoteAddress()); // the pool may have one that a lead's call opened
        }
        OneCall call = exchange == null ? null : callOf(exchange, request);
        if (!isConnect(request)) {
            connected(context);
        }
        if (call != null) {
            call.sending();
        }
        ClassicHttpResponse response =
                inTime(connection, () -> super.execute(request, connection, informationCallback, context));
        if (call != null) {
            call.answered();
        }
        return response;
    }

    /** A server that sends its part of the handshake byte by byte would hold its slot for hours. */
    private ClassicHttpResponse connectInTime(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (!(scope.originalRequest instanceof Cancellable cancellable)) {
            throw new CallRefusedException("a request that cannot be cancelled would have no deadline");
        }
        CallDeadline deadline = armed(cancellable::cancel, connect);
        scope.clientContext.setAttribute(CONNECTING, deadline);
        boolean guest = isGuest(exchangeOf(scope.clientContext));
        scope.clientContext.setAttribute(GUEST, guest && !isProxied(scope));
        try {
            if (guest && isProxied(scope)) {
                receivers.checkName(scope.route.getTargetHost().getHostName());
            }
            return chain.proceed(request, scope);
        } catch (IOException | RuntimeException e) {
            if (deadline.isMissed()) {
                throw notConnected();
            }
            throw e;
        } finally {
            deadline.met();
        }
    }

    /** The request can leave; from here its own deadline counts. */
    private void connected(HttpContext context) throws IOException {
        if (context.getAttribute(CONNECTING) instanceof CallDeadline deadline) {
            deadline.met();
            if (deadline.isMissed()) {
                throw notConnected();
            }
        }
    }

    private SocketTimeoutException notConnected() {
        return new SocketTimeoutException("not connected within " + connect.toMillis() + " ms, TLS included");
    }

    private CallDeadline armed(Runnable end, Duration time) {
        CallDeadline deadline = new CallDeadline(end);
        deadline.arm(timers.newTimeout(over -> deadline.expire(), time.toMillis(), TimeUnit.MILLISECONDS));
        return deadline;
    }

    private ClassicHttpResponse inTime(HttpClientConnection connection, Execution call)
            throws IOException, HttpException {
        CallDeadline deadline = armed(() -> connection.close(CloseMode.IMMEDIATE), timeout);
        boolean reading = false;
        try {
            ClassicHttpResponse response = call.run();
            HttpEntity body = response.getEntity();
            if (body != null) {
                response.setEntity(new AnswerEntity(body, deadline));
                reading = true;
            }
            return response;
        } catch (IOException e) {
            throw deadline.isMissed()
                    ? new SocketTimeoutException("no answer within " + timeout.toMillis() + " ms")
                    : e;
        } finally {
            if (!reading) {
                deadline.met();
            }
        }
    }

    @Override
    public void close() {
        timers.stop();
    }

    /** With a listener, camel-http puts the exchange into the context; that is all we are one for. */
    @Override
    public void onRequestSubmitted(
            Object source, Exchange exchange, HttpHost host, HttpRequest request, HttpEntity entity) {}

    @Override
    public void onResponseReceived(
            Object source, Exchange exchange, HttpHost host, HttpResponse response, HttpEntity entity, long elapsed) {}

    /** The one whose request this is, or claims to be; null for any other request. */
    private static @Nullable OneCall callOf(Exchange exchange, ClassicHttpRequest request) {
        OneCall inHand = inHand(exchange);
        boolean call = inHand != null && !isConnect(request) && (inHand.isCallOpen() || isCreateLead(request));
        return call ? inHand : null;
    }

    /** That of a Kamelet, which keeps nothing, or the attempt that the exchange works on. */
    private static @Nullable OneCall inHand(Exchange exchange) {
        OneCall kept = exchange.getProperty(LeadConsumer.LEAD, OneCall.class);
        return kept == null ? exchange.getProperty(UNKEPT, OneCall.class) : kept;
    }

    /** Whether the call of that context may only go where guests may. */
    static boolean isOfAGuest(HttpContext context) {
        return Boolean.TRUE.equals(context.getAttribute(GUEST));
    }

    /** Any call for a message or a lead but the one that {@code lead:call} announced. */
    private static boolean isGuest(@Nullable Exchange exchange) {
        if (exchange == null) {
            return false;
        }
        OneCall inHand = inHand(exchange);
        return exchange.getProperty(OutboxConsumer.MESSAGE) != null || (inHand != null && !inHand.isCallOpen());
    }

    private static @Nullable Exchange exchangeOf(HttpContext context) {
        return context.getAttribute(EXCHANGE) instanceof Exchange known ? known : null;
    }

    /** Then the proxy finds the receiver, and its rules decide about what the name resolves to. */
    private static boolean isProxied(ExecChain.Scope scope) {
        return scope.route.getProxyHost() != null;
    }

    /** To a proxy, before the request itself. */
    private static boolean isConnect(ClassicHttpRequest request) {
        return Method.CONNECT.isSame(request.getMethod());
    }

    private static boolean isCreateLead(ClassicHttpRequest request) {
        String path = request.getPath();
        return path != null && CREATE_LEAD.matcher(path).find();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "call-deadlines");
        thread.setDaemon(true);
        return thread;
    }

    @FunctionalInterface
    private interface Execution {
        ClassicHttpResponse run() throws IOException, HttpException;
    }
}
