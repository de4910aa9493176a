package se.salesbyte.bridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import se.salesbyte.bridge.config.Settings;

/** Asks the running bridge, at the address and with the password of the settings. */
final class ManagementClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60); // erasing looks through everything
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Settings settings;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    ManagementClient(Settings settings) {
        this.settings = settings;
    }

    /**
     * What {@code GET} of that path answers.
     *
     * @param path with its query
     * @throws IllegalStateException if no bridge runs there, or it refuses; the message says what to do
     */
    JsonNode get(String path) {
        return call("GET", path, BodyPublishers.noBody());
    }

    /** What {@code POST} to that path, without a body, answers; fails as {@link #get}. */
    JsonNode post(String path) {
        return call("POST", path, BodyPublishers.noBody());
    }

    /** What {@code POST} of those fields, as JSON, to that path answers; fails as {@link #get}. */
    JsonNode post(String path, Map<String, ?> fields) {
        try {
            return call("POST", path, BodyPublishers.ofString(JSON.writeValueAsString(fields)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** What {@code DELETE} of that path answers; fails as {@link #get}. */
    JsonNode delete(String path) {
        return call("DELETE", path, BodyPublishers.noBody());
    }

    private JsonNode call(String method, String path, BodyPublisher content) {
        URI base = settings.managementListener().address("");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .method(method, content);
        settings.consolePassword().ifPresent(password -> request.header("Authorization", basic(password)));
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 401) {
                throw new IllegalStateException(
                        "the bridge at " + base + " asks for its password: set bridge.console.password as it has it");
            }
            JsonNode body = parsed(response.body(), base);
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("the bridge answered " + response.statusCode() + ": "
                        + Printable.of(body.path("title").asText()) + ", "
                        + Printable.of(body.path("detail").asText()));
            }
            return body;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no bridge answers at " + base + ": start one with run, or set camel.management.port as it has it",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the bridge was asked", e);
        }
    }

    private static JsonNode parsed(String body, URI base) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what answers at " + base + " is no bridge: set camel.management.port", e);
        }
    }

    private static String basic(String password) {
        byte[] credentials = ("bridge:" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
