package se.salesbyte.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.source.Providers;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeClient.Reply;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.Fixture;
import se.salesbyte.bridge.testing.ScriptedProvider;
import se.salesbyte.bridge.testing.ScriptedSalesByte;
import se.salesbyte.bridge.verification.Credentials;
import se.salesbyte.bridge.verification.WebhookRequest;

/** A bridge with a source whose events carry ids only, a stand-in for its provider and one for SalesByte. */
@SuppressWarnings("NullAway.Init") // each test starts its own bridge, once it has set what it needs
abstract class ThinEvents {
    static final String JSON = "application/json";
    static final String TOKEN = "pat-eu1-0a1b2c+/=&%3D";

    @TempDir
    Path folder;

    final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    ScriptedProvider provider;
    BridgeHome home;
    BridgeUnderTest bridge;
    BridgeClient client;

    @AfterEach
    void stop() {
        bridge.close();
        salesByte.close();
        provider.close();
    }

    /** @param more settings as key, value, key, value */
    void start(String source, String token, String... more) {
        provider = ScriptedProvider.with(record(source));
        home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("bridge.retry.schedule", "5s,1m")
                .set("bridge.notify.url", salesByte.url() + "/notify")
                .set(source + ".secret", Fixture.named(source).secret())
                .set(source + ".api-url", provider.url())
                .set(source + ".token", token);
        for (int i = 0; i < more.length; i += 2) {
            home.set(more[i], more[i + 1]);
        }
        bridge = BridgeUnderTest.start(home, Fixture.named(source).now());
        client = bridge.client();
    }

    Reply send(String source) {
        return send(source, new String(Fixture.named(source).body(), StandardCharsets.UTF_8));
    }

    /** Signed as the provider signs, for the address at which it arrives. */
    Reply send(String source, String body) {
        Fixture fixture = Fixture.named(source);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String target = "/webhooks/" + source;
        WebhookRequest request = WebhookRequest.of("POST", home.webhooks() + target, Map.of(), bytes);
        Credentials credentials = Providers.named(source).scheme().sign(request, fixture.secret(), fixture.now(), "1");
        List<String> headers = new ArrayList<>(List.of("Content-Type", fixture.header("Content-Type")));
        credentials.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        return client.post(target, bytes, headers.toArray(new String[0]));
    }

    static String leadOf(Reply reply) {
        JsonNode json = reply.json();
        return json.has("leads")
                ? json.at("/leads/0/id").asText()
                : json.path("id").asText();
    }

    private static String record(String source) {
        try (InputStream in =
                ThinEventsTest.class.getResourceAsStream("/sources/" + source + "/" + source + ".enrichment.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
