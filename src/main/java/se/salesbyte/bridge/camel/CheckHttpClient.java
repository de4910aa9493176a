package se.salesbyte.bridge.camel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;

/**
 * Checks at start that the HTTP client under the routes, as it is configured now, never sends a request twice: a local
 * socket answers it 503, then 429 with {@code Retry-After}, then cuts, and counts.
 */
public final class CheckHttpClient {
    private static final List<String> ANSWERS = List.of(
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
            "");

    /** A machine that starts under a heavy load may let the call's own deadlines pass first. */
    private static final int TRIES = 10;

    private CheckHttpClient() {}

    /**
     * Posts three times to ourselves.
     *
     * @throws IllegalStateException if anything arrives twice, or nothing however often it is tried
     */
    public static void run(CamelContext context) {
        for (String answer : ANSWERS) {
            int arrived = arrivals(context, answer);
            for (int tried = 1; arrived == 0 && tried < TRIES; tried++) {
                arrived = arrivals(context, answer);
            }
            if (arrived == 0) {
                throw new IllegalStateException("the HTTP client could not be checked, as nothing came from it over"
                        + " loopback in time: give this host less work, or salesbyte.connect-timeout and"
                        + " salesbyte.timeout more time");
            }
            if (arrived > 1) {
                throw new IllegalStateException("the HTTP client sent one request " + arrived + " times, which could"
                        + " create leads twice: leave camel.component.http.automaticRetriesDisabled=true");
            }
        }
    }

    private static int arrivals(CamelContext context, String answer) {
        AtomicInteger arrived = new AtomicInteger();
        try (ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                ProducerTemplate template = context.createProducerTemplate()) {
            Thread server = new Thread(() -> serve(socket, answer, arrived), "http-client-check");
            server.setDaemon(true);
            server.start();
            String url = "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort()
                    + "/check?throwExceptionOnFailure=false";
            template.send(url, ExchangePattern.InOut, exchange -> {
                exchange.getIn().setHeader(Exchange.HTTP_METHOD, "POST");
                exchange.getIn().setBody("{}");
            });
            return arrived.get(); // a second copy would have come before the first call returned
        } catch (IOException e) {
            throw new IllegalStateException("the HTTP client could not be checked on loopback", e);
        }
    }

    private static void serve(ServerSocket socket, String answer, AtomicInteger arrived) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                answerEach(connection, answer, arrived);
            } catch (IOException e) {
                // the client is done with this connection, or the check is over
            }
        }
    }

    private static void answerEach(Socket connection, String answer, AtomicInteger arrived) throws IOException {
        InputStream in = connection.getInputStream();
        StringBuilder request = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            request.append((char) b);
            if (request.toString().endsWith("{}")) {
                arrived.incrementAndGet();
                request.setLength(0);
                if (answer.isEmpty()) {
                    return;
                }
                connection.getOutputStream().write(answer.getBytes(US_ASCII));
            }
        }
    }
}
