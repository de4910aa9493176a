package se.salesbyte.bridge.salesbyte;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads SalesByte's Quotes API: {@code GET} alone, redirects never followed, the token nowhere but in its header. Every
 * call throws {@link QuotesRefusedException} for 401 and 403, and {@link QuotesUnavailableException} for whatever else is
 * no answer. Thread-safe.
 */
public final class QuotesClient {
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int MOST_AGAIN = 2;
    private static final int PAUSE_MILLIS = 500;

    private final String quotes;
    private final String authorization;
    private final Duration timeout;
    private final ReadQuote read;
    private final HttpClient client;

    /**
     * @param base the address before {@code /api/quotes}, without a slash at its end
     * @param token a secret
     * @param timeout how long a whole answer may take
     * @param proxy what stands between; null for nothing
     * @throws IllegalArgumentException if no header can carry that token
     */
    public QuotesClient(
            URI base,
            String token,
            Duration connectTimeout,
            Duration timeout,
            @Nullable InetSocketAddress proxy,
            SecretMask secrets) {
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "salesbyte.api-token has blanks or characters that no header carries: write it as SalesByte shows it");
        }
        this.quotes = base + "/api/quotes";
        this.authorization = "Bearer " + token;
        this.timeout = timeout;
        this.read = new ReadQuote(secrets);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout);
        if (proxy != null) {
            builder.proxy(ProxySelector.of(proxy));
        }
        this.client = builder.build();
    }

    /** A page of the quotes created on these days or between them, the newest first; pages count from 1. */
    public QuotePage list(LocalDate from, LocalDate to, int page) throws InterruptedException {
        HttpResponse<byte[]> answer = get(quotes + "?created_from=" + from + "&created_to=" + to
                + "&sort_by=created_at&sort_order=desc&page=" + page);
        return read.list(json(answer))
                .map(found -> new QuotePage(found, date(answer)))
                .orElseThrow(() -> unavailable("answered 200, but not with a list of quotes", List.of()));
    }

    /** The whole quote; empty if there is none of that key. */
    public Optional<Quote> find(String key) throws InterruptedException {
        HttpResponse<byte[]> answer =
                get(quotes + "/" + URLEncoder.encode(key, UTF_8).replace("+", "%20"));
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(read.single(json(answer))
                .orElseThrow(() -> unavailable("answered 200, but not with a quote", List.of())));
    }

    private HttpResponse<byte[]> get(String address) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .GET()
                .build();
        HttpResponse<byte[]> answer = answerTo(request);
        int status = answer.statusCode();
        if (status == 401 || status == 403) {
            throw new QuotesRefusedException(status);
        }
        boolean gone = status == 404 && !address.startsWith(quotes + "?");
        if (status != 200 && !gone) {
            throw unavailable("answered " + status, answer.headers().allValues("Retry-After"));
        }
        return answer;
    }

    /** Asks again in a moment where the connection broke or was refused: a list has many pages, and servers restart. */
    private HttpResponse<byte[]> answerTo(HttpRequest request) throws InterruptedException {
        for (int again = MOST_AGAIN; ; again--) {
            try {
                return answerOnce(request);
            } catch (ConnectionBrokeException e) {
                if (again == 0) {
                    throw unavailable("gave no answer: " + e.getMessage(), List.of());
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private HttpResponse<byte[]> answerOnce(HttpRequest request) throws InterruptedException, ConnectionBrokeException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new CappedBody(MOST_BYTES));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unavailable("gave no whole answer within " + timeout.toMillis() + " ms", List.of());
        } catch (ExecutionException e) {
            Throwable why = e;
            while (why.getCause() != null) {
                why = why.getCause();
            }
            if (why instanceof QuotesUnavailableException tooLong) {
                throw tooLong;
            }
            throw new ConnectionBrokeException(why);
        } finally {
            answer.cancel(true); // ends the exchange if it has not ended
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        byte[] body = answer.body();
        String type = answer.headers().firstValue("Content-Type").orElse(null);
        return AnswerBody.json(AnswerBody.text(body, body.length, type));
    }

    private static @Nullable Instant date(HttpResponse<byte[]> answer) {
        try {
            return answer.headers()
                    .firstValue("Date")
                    .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
                    .orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static QuotesUnavailableException unavailable(String what, List<String> retryAfter) {
        return new QuotesUnavailableException("SalesByte's Quotes API " + what, retryAfter);
    }

    private static final class ConnectionBrokeException extends Exception {
        private static final long serialVersionUID = 1;

        ConnectionBrokeException(Throwable why) {
            super(why.getClass().getSimpleName(), why);
        }
    }
}
