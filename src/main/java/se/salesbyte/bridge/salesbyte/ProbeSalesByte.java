package se.salesbyte.bridge.salesbyte;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether SalesByte is alive, without a lead and without a secret: GET of its base address. Whoever answers there
 * with less than 500 is; so is a TLS peer that we do not get on with, as only a call of a lead's own kind can tell then.
 */
public final class ProbeSalesByte {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int SERVER_ERRORS = 500;

    private final URI address;
    private final Duration connectTimeout;
    private final @Nullable InetSocketAddress proxy;

    /**
     * @param base {@code salesbyte.url}
     * @param proxy what stands between; null for nothing
     */
    public ProbeSalesByte(URI base, Duration connectTimeout, @Nullable InetSocketAddress proxy) {
        this.address = URI.create(base + "/");
        this.connectTimeout = connectTimeout;
        this.proxy = proxy;
    }

    /** Asks once, within 10 seconds; does not wait. Never fails: no answer is a no. */
    public CompletableFuture<Boolean> alive() {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(LONGEST).build();
        return client() // rarely needed, so not kept: its thread ends with it
                .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .handle((answer, fault) -> answer == null ? isTls(fault) : isAlive(answer));
    }

    private HttpClient client() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout);
        if (proxy != null) {
            builder.proxy(ProxySelector.of(proxy));
        }
        return builder.build();
    }

    private static boolean isAlive(HttpResponse<InputStream> answer) {
        try {
            answer.body().close(); // unread: its head says it
        } catch (IOException e) {
            return answer.statusCode() < SERVER_ERRORS;
        }
        return answer.statusCode() < SERVER_ERRORS;
    }

    private static boolean isTls(@Nullable Throwable fault) {
        Throwable bare = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return bare instanceof SSLException;
    }
}
