package se.salesbyte.bridge.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Talks to a bridge as senders and operators do. */
public final class BridgeClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String webhooks;
    private final String management;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** An answer. */
    public record Reply(int status, Map<String, List<String>> headers, String body) {
        public JsonNode json() {
            return parse(body);
        }

        public String leadId() {
            return json().path("id").asText();
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    public BridgeClient(BridgeHome home) {
        this.webhooks = home.webhooks();
        this.management = home.management();
    }

    /** Posts a fixture to the source of its name, headers and all. */
    public Reply post(Fixture fixture) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(webhooks + fixture.target()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(fixture.body()));
        fixture.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return send(request);
    }

    /** Posts a body; headers as name, value, name, value. */
    public Reply post(String target, String body, String... headers) {
        return post(target, body.getBytes(UTF_8), headers);
    }

    /** Posts a body as it is; headers as name, value, name, value. */
    public Reply post(String target, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(webhooks + target))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Posts JSON to the generic form source. */
    public Reply postForm(String token, String json) {
        return post("/webhooks/form", json, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    /** Any request to the public listener. */
    public Reply request(String method, String target) {
        return send(HttpRequest.newBuilder(URI.create(webhooks + target))
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** GET from the management listener. */
    public Reply manage(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(management + path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Any call of the management listener. */
    public Reply call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(management + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** One lead as the management API tells it. */
    public JsonNode lead(String id) {
        return manage("/api/leads/" + id).json();
    }

    /** Waits for the lead to be in that state, and returns it. */
    public JsonNode awaitState(String id, String state) {
        return awaitAnyOf(id, state);
    }

    /** Waits for the lead to be in one of those states, and returns it. */
    public JsonNode awaitAnyOf(String id, String... states) {
        return awaitLead(id, lead -> List.of(states).contains(lead.path("state").asText()));
    }

    /** Waits for the lead to be as it should be, and returns it. */
    public JsonNode awaitLead(String id, Predicate<JsonNode> asItShouldBe) {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> lead(id), asItShouldBe);
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
            return new Reply(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
