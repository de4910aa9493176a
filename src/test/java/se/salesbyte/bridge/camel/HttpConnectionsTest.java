package se.salesbyte.bridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.notification.PrivateReceiverException;
import se.salesbyte.bridge.notification.ReceiverAddresses;

/** Where connections are opened to, over the client as the routes have it. */
class HttpConnectionsTest {
    private static final int POOL = 2;
    private static final String NAME = "receiver.example";
    private static final Duration CONNECT = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ReceiverAddresses onlyPublic = new ReceiverAddresses(false);
    private final GuardTheCall guard = new GuardTheCall(ANSWER, ANSWER, onlyPublic);
    private final Names names = new Names();
    private final CloseableHttpClient client;

    HttpConnectionsTest() {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .disableAutomaticRetries()
                .setConnectionManager(HttpConnections.pool(POOL, CONNECT, ANSWER, onlyPublic, names));
        guard.configureHttpClient(builder);
        client = builder.build();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        guard.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "[::1]", NAME})
    void opensNoConnectionToAPrivateAddressForAMessage(String host) throws IOException {
        names.resolvesTo("127.0.0.1");
        InetAddress here = InetAddress.getByName(host.equals("[::1]") ? "::1" : "127.0.0.1");
        try (ServerSocket server = new ServerSocket(0, 50, here)) {
            String url = "http://" + host + ":" + server.getLocalPort() + "/";
            assertThatThrownBy(() -> get(url, message()))
                    .isInstanceOf(PrivateReceiverException.class)
                    .hasMessageContaining("bridge.callback.allow-private=true");
            assertNobodyCame(server);
        }
    }

    @Test
    void leavesOutThePrivateAddressesOfAName() throws IOException {
        names.resolvesTo("127.0.0.1", "203.0.113.7", "::1"); // the second is nobody's
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> get("http://" + NAME + ":" + server.getLocalPort() + "/", message()))
                    .isInstanceOf(IOException.class);
            assertNobodyCame(server);
        }
    }

    @Test
    void asksForANameOnceAndConnectsToWhatItSaid() throws IOException {
        names.resolvesTo("203.0.113.7").resolvesTo("127.0.0.1");
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> get("http://" + NAME + ":" + server.getLocalPort() + "/", message()))
                    .isInstanceOf(IOException.class);
            assertThat(names.asked.get()).isEqualTo(1);
            assertNobodyCame(server);
        }
    }

    @Test
    void givesNoMessageAConnectionThatAnotherCallHasOpened() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = answering(requests);
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        assertThat(get(url, null)).isEqualTo(200);
        assertThatThrownBy(() -> get(url, message())).isInstanceOf(PrivateReceiverException.class);
        assertThat(requests).hasValue(1);
        server.stop(0);
    }

    @Test
    void refusedCallsTakeNoPlaceInThePool() throws IOException {
        HttpServer server = answering(new AtomicInteger());
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        for (int i = 0; i < 3 * POOL; i++) {
            assertThatThrownBy(() -> get(url, message())).isInstanceOf(PrivateReceiverException.class);
        }
        assertThat(get(url, null)).isEqualTo(200);
        server.stop(0);
    }

    private int get(String url, @Nullable Exchange exchange) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute("org.apache.camel.Exchange", exchange);
        return client.execute(new HttpGet(url), context, response -> response.getCode());
    }

    private static Exchange message() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(OutboxConsumer.MESSAGE, "any");
        return exchange;
    }

    private static HttpServer answering(AtomicInteger requests) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            requests.incrementAndGet();
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        server.start();
        return server;
    }

    private static void assertNobodyCame(ServerSocket server) throws IOException {
        server.setSoTimeout(50);
        assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }

    /** What {@link #NAME} resolves to, each time the next of what was said; anything else as always. */
    private static final class Names implements DnsResolver {
        private final Deque<List<String>> answers = new ArrayDeque<>();
        private final AtomicInteger asked = new AtomicInteger();

        Names resolvesTo(String... addresses) {
            answers.add(List.of(addresses));
            return this;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            if (!host.equals(NAME)) {
                return InetAddress.getAllByName(host);
            }
            asked.incrementAndGet();
            List<String> addresses = answers.size() > 1 ? answers.remove() : answers.element();
            InetAddress[] found = new InetAddress[addresses.size()];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByName(addresses.get(i));
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
