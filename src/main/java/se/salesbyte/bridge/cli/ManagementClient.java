package se.salesbyte.bridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import se.salesbyte.bridge.config.Settings;

/** Asks the running bridge, at the address and with the password of the settings. */
final class ManagementClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Settings settings;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

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
        URI base = settings.managementListener().address("");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        settings.consolePassword().ifPresent(password -> request.header("Authorization", basic(password)));
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the bridge answered " + response.statusCode() + ": "
                        + body.path("title").asText() + ", "
                        + body.path("detail").asText());
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

    private static String basic(String password) {
        byte[] credentials = ("bridge:" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
