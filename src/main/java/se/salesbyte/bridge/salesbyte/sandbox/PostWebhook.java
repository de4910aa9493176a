package se.salesbyte.bridge.salesbyte.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON to an address that a person chose, without signature, as SalesByte does. No call waits for another or
 * holds the caller's thread; redirects are not followed.
 */
final class PostWebhook {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private @Nullable HttpClient http; // made when first needed: it reads the system's certificates

    /** The address; null if it is none that can be posted to. */
    static @Nullable URI address(String text) {
        try {
            URI url = URI.create(text);
            boolean callable = url.getScheme() != null
                    && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null;
            return callable ? url : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What came of it, in a sentence; never fails. */
    CompletableFuture<String> post(URI url, String json) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("User-Agent", "SalesByte sandbox")
                .POST(BodyPublishers.ofString(json))
                .build();
        return http().sendAsync(request, BodyHandlers.ofInputStream())
                .handle((answer, fault) -> answer == null ? noAnswer(fault) : status(answer));
    }

    private synchronized HttpClient http() {
        HttpClient made = http;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            http = made;
        }
        return made;
    }

    private static String status(HttpResponse<InputStream> answer) {
        try {
            answer.body().close(); // only the status is shown, so the rest need not come
        } catch (IOException e) {
            // the status has come all the same
        }
        return "was answered with status " + answer.statusCode() + ".";
    }

    private static String noAnswer(@Nullable Throwable fault) {
        Throwable cause = fault != null && fault.getCause() != null ? fault.getCause() : fault;
        String reason = cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
        return "got no answer" + reason + ".";
    }
}
