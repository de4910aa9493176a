package se.salesbyte.bridge.console.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import se.salesbyte.bridge.Bridge;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.salesbyte.CreateLeadField;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/**
 * The real bridge with its own sandbox for SalesByte, a receiver of its callbacks and notifications, and a source
 * {@code showroom} whose mapping fails for a name that is a number. Events come as their providers send them, signed.
 */
final class SandboxBridge implements AutoCloseable {
    private static final String SECRET = "sandbox";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BridgeHome home;
    private final ScriptedSalesByte receiver = ScriptedSalesByte.start();
    private final Bridge bridge;
    private final BridgeClient client;

    /** Starts one in that empty folder. */
    SandboxBridge(Path folder, Clock clock) {
        this(folder, clock, Map.of());
    }

    /** Starts one with more settings. */
    SandboxBridge(Path folder, Clock clock, Map<String, String> settings) {
        home = new BridgeHome(folder)
                .set("bridge.callback.url", receiver.url() + "/callback")
                .set("bridge.notify.url", receiver.url() + "/notify")
                .set("bridge.duplicate.window", "24h")
                .set("bridge.retry.schedule", "2h,6h,12h");
        settings.forEach(home::set);
        addShowroom();
        bridge = new Bridge(Settings.load(home.write(), Map.of(), Map.of(), CreateLeadField.leadSettings()), clock);
        client = new BridgeClient(home);
    }

    private void addShowroom() {
        write(
                "routes/sources/showroom.camel.yaml",
                """
                # Visitors of the showroom's tablet. Token: X-Webhook-Token. Mapping: mappings/showroom.jsonata
                - route:
                    id: showroom
                    description: Visitors of the showroom become SalesByte leads
                    from:
                      id: showroom-webhook
                      description: The tablet posts to /webhooks/showroom
                      uri: lead:showroom
                      parameters:
                        preset: form
                        secret: "{{showroom.secret}}"
                      steps:
                        - transformDataType:
                            id: showroom-mapping
                            description: Its fields to lead fields
                            toType: jsonata:showroom
                        - to:
                            id: showroom-deliver
                            description: The lead goes to SalesByte
                            uri: direct:salesbyte
                """);
        write(
                "routes/mappings/showroom.jsonata",
                """
                /* The tablet in the showroom. */
                {
                  "customer_name": $trim(visitor),
                  "customer_email": email,
                  "message": wish,
                  "reference": {"id": id}
                }
                """);
    }

    /** Writes a file of its home. */
    void write(String file, String text) {
        try {
            Files.writeString(home.folder().resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its home. */
    Path folder() {
        return home.folder();
    }

    String management() {
        return home.management();
    }

    BridgeClient client() {
        return client;
    }

    /** Lets the bridge look at what is due, behind a change of its clock. */
    void wake() {
        bridge.wake();
    }

    /** From the generic form. */
    String form(Person person) {
        return leadOf(client.postForm(SECRET, json(person).toString()));
    }

    /** From the tablet in the showroom; what is raw JSON comes as the name. */
    String showroom(String name, String email) {
        return leadOf(client.post(
                "/webhooks/showroom",
                "{\"visitor\":" + name + ",\"email\":\"" + email + "\",\"wish\":\"Provkörning\"}",
                "X-Webhook-Token",
                SECRET,
                "Content-Type",
                "application/json"));
    }

    /** From Zapier. */
    String zapier(Person person, boolean test) {
        return leadOf(client.post(
                "/webhooks/zapier-generic",
                json(person).put("test", test).put("tags", "mässa").toString(),
                "Authorization",
                "Bearer " + SECRET,
                "Content-Type",
                "application/json"));
    }

    /** From Elementor, urlencoded. */
    String elementor(Person person) {
        return leadOf(client.post(
                "/webhooks/elementor?token=" + SECRET,
                "Namn=" + encoded(person.name()) + "&E-postadress=" + encoded(person.email()) + "&Telefon="
                        + encoded(person.phone()) + "&Meddelande=" + encoded(person.message()),
                "Content-Type",
                "application/x-www-form-urlencoded"));
    }

    /** From Typeform, signed. */
    String typeform(Person person) {
        return leadOf(typeform(person, SECRET));
    }

    /** From Typeform, signed with that secret. */
    BridgeClient.Reply typeform(Person person, String secret) {
        String event = read("routes/examples/typeform/submission.event.json")
                .replace("Sofia Bergqvist", escaped(person.name()))
                .replace("sofia.bergqvist@example.com", escaped(person.email()))
                .replace("+46701740615", escaped(person.phone()))
                .replace("Bergqvist Juridik AB", escaped(person.company()))
                .replace("Vi vill boka en genomgång.", escaped(person.message()))
                .replace("9gk3v8q1m2n7sofia", Integer.toHexString(person.hashCode()));
        return client.post(
                "/webhooks/typeform",
                event,
                "Typeform-Signature",
                "sha256=" + signature(event, secret),
                "Content-Type",
                "application/json");
    }

    /** Waits for the lead to be in that state. */
    String in(String state, String lead) {
        client.awaitState(lead, state);
        return lead;
    }

    /** Waits for the lead to wait for that. */
    String waiting(String forWhat, String lead) {
        client.awaitLead(lead, told -> forWhat.equals(told.path("waiting").asText()));
        return lead;
    }

    /** Waits until the receiver has the callback of that lead. */
    String calledBack(String lead) {
        client.awaitLead(lead, told -> has(told, "callback lead.delivered received"));
        return lead;
    }

    /** Calls the management API as a program does, which must go well. */
    void manage(String method, String path, String body) {
        BridgeClient.Reply reply = client.call(method, path, body, "Content-Type", "application/json");
        if (reply.status() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + ": " + reply);
        }
    }

    @Override
    public void close() {
        bridge.close();
        receiver.close();
    }

    private static boolean has(JsonNode lead, String event) {
        return lead.path("timeline").findValuesAsText("event").contains(event);
    }

    private static ObjectNode json(Person person) {
        return JSON.createObjectNode()
                .put("name", person.name())
                .put("email", person.email())
                .put("phone", person.phone())
                .put("company", person.company())
                .put("message", person.message());
    }

    private static String escaped(String text) {
        String quoted = JSON.getNodeFactory().textNode(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String leadOf(BridgeClient.Reply reply) {
        if (reply.leadId().isEmpty()) {
            throw new IllegalStateException("not accepted: " + reply);
        }
        return reply.leadId();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String signature(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
