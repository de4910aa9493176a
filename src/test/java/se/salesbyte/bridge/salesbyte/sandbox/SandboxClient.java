package se.salesbyte.bridge.salesbyte.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.testing.SandboxServer;

/** A sandbox of its own, and who calls it over HTTP. */
final class SandboxClient implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("name=\"_token\" value=\"([0-9a-f]{64})\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SandboxServer server;

    SandboxClient(SandboxConfig config, Clock clock) {
        server = SandboxServer.start(config, clock);
    }

    Sandbox sandbox() {
        return server.sandbox();
    }

    String url() {
        return server.url();
    }

    /** A lead that nothing is wrong with. */
    static Map<String, @Nullable Object> lead() {
        Map<String, @Nullable Object> lead = new LinkedHashMap<>();
        lead.put("uuid", SandboxConfig.UUID);
        lead.put("quote_profile_id", 1);
        lead.put("customer_name", "Ada Lovelace");
        lead.put("chat_enabled", false);
        lead.put("send_type", "none");
        lead.put("type", "web");
        lead.put("workflows_enabled", false);
        lead.put("allow_customer_document_upload", false);
        lead.put("trigger_created_messages_to_customer", false);
        lead.put("customer_email", "ada@a.example");
        return lead;
    }

    static Map<String, @Nullable Object> lead(Map<String, ?> changed) {
        Map<String, @Nullable Object> lead = lead();
        lead.putAll(changed);
        return lead;
    }

    /** That lead for {@code ada+<tag>@a.example}. */
    HttpResponse<String> postTagged(String tag) throws Exception {
        return post(Map.of("customer_email", "ada+" + tag + "@a.example"));
    }

    HttpResponse<String> post(Map<String, ?> changed) throws Exception {
        return send(tagged(changed));
    }

    HttpRequest tagged(Map<String, ?> changed) throws Exception {
        return HttpRequest.newBuilder(server.leads())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(lead(changed))))
                .build();
    }

    /** A call of the Quotes API with its token. */
    HttpResponse<String> quotesApi(String pathAndQuery) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url() + "/api/quotes" + pathAndQuery))
                .header("Authorization", "Bearer " + SandboxConfig.TOKEN)
                .header("Accept", "application/json")
                .build());
    }

    /** The JSON of a call that must succeed. */
    JsonNode quotes(String pathAndQuery) throws Exception {
        HttpResponse<String> answer = quotesApi(pathAndQuery);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).build());
    }

    /** Posts a form as the page does that was loaded from a path. */
    HttpResponse<String> submit(String page, String action, Map<String, String> fields) throws Exception {
        Matcher token = TOKEN.matcher(get(page).body());
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_token", token.find() ? token.group(1) : "");
        return submit(action, all);
    }

    HttpResponse<String> submit(String action, Map<String, String> fields) throws Exception {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(url() + action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }

    HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        server.close();
    }
}
