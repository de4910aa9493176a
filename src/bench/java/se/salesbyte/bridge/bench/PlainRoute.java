package se.salesbyte.bridge.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.f4b6a3.ulid.UlidCreator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.mapping.LogMappingChanges;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.notification.SignByStandardWebhooks;
import se.salesbyte.bridge.salesbyte.LeadDefaults;
import se.salesbyte.bridge.salesbyte.MappedLead;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Profile;
import se.salesbyte.bridge.salesbyte.Profiles;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.verification.WebhookRequest;

/**
 * The baseline: the pipeline of the bridge as somebody would write it in Camel alone, keeping nothing. The listener verifies
 * and queues in memory; workers map, post and call back. Verification, mapping and the checks of a lead are the bridge's own
 * classes, so that the difference is what keeping costs. A lead that it has in hand when it dies is gone, and whatever fails is.
 */
public final class PlainRoute {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Source typeform =
            Source.of("typeform", Presets.SHIPPED.named("typeform").orElseThrow(), new Secrets(List.of(Event.SECRET)));
    private final Mappings mappings = new Mappings(Path.of("."), Clock.systemUTC(), new LogMappingChanges());
    private final PhoneNumbers phones = PhoneNumbers.in("SE");
    private final Profiles profiles = Profiles.of(
            new Profile("11111111-2222-4333-8444-555555555555", "7", Map.of("type", "website")), Map.of(), phones);
    private final SignByStandardWebhooks sign = new SignByStandardWebhooks(Clock.systemUTC());

    private PlainRoute() {}

    /**
     * Serves until it is stopped.
     *
     * @param args its port, port of SalesByte, port for callbacks, how many workers
     */
    public static void main(String[] args) throws Exception {
        PlainRoute parts = new PlainRoute();
        Main main = new Main();
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", args[0]);
        main.addInitialProperty("camel.main.routes-include-pattern", "classpath:plain/plain.camel.yaml");
        main.addInitialProperty("camel.main.jmx-enabled", "false");
        main.addInitialProperty("camel.main.stream-caching-enabled", "false");
        main.addInitialProperty("camel.component.http.connections-per-route", args[3]);
        main.addInitialProperty(
                "camel.component.http.max-total-connections", String.valueOf(2 * Integer.parseInt(args[3])));
        main.addInitialProperty("salesbyte", "http://127.0.0.1:" + args[1]);
        main.addInitialProperty("callback", "http://127.0.0.1:" + args[2] + "/callback");
        main.addInitialProperty("workers", args[3]);
        main.bind("verify", (Processor) parts::verify);
        main.bind("map", (Processor) parts::map);
        main.bind("callback", (Processor) parts::callback);
        main.run();
    }

    private void verify(Exchange exchange) {
        Message message = exchange.getMessage();
        byte[] body = message.getBody(byte[].class);
        WebhookRequest request = WebhookRequest.of(
                "POST",
                "http://127.0.0.1/webhooks/typeform",
                Map.of("Typeform-Signature", List.of(message.getHeader("Typeform-Signature", String.class))),
                body);
        if (!typeform.verify(request, Instant.now()).verified()) {
            throw new IllegalArgumentException("the signature does not match");
        }
        message.setBody(body);
    }

    private void map(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, Object> event = asMap(typeform.parse("application/json", message.getBody(byte[].class)));
        exchange.setProperty(
                "eventId",
                asMap(Objects.requireNonNull(event.get("form_response"))).get("token"));
        MappedLead lead = MappedLead.of(mappings.mapping("typeform").apply(event), phones);
        message.setBody(profiles.complete(lead, LeadDefaults.NONE, null).fields());
    }

    /** What the bridge tells, as far as it is known without keeping anything. */
    private void callback(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("lead", Map.of("source", "typeform", "eventId", exchange.getProperty("eventId", String.class)));
        data.put("salesbyte", message.getBody(Map.class));
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("type", "lead.delivered");
        event.put("timestamp", Instant.now().toString());
        event.put("data", data);
        byte[] body = JSON.writeValueAsBytes(event);
        message.removeHeaders("*");
        message.setBody(body);
        sign.headers(UlidCreator.getMonotonicUlid().toString(), body, Event.SECRET)
                .forEach(message::setHeader);
    }

    @SuppressWarnings("unchecked") // the event is an object
    private static Map<String, Object> asMap(Object tree) {
        return (Map<String, Object>) tree;
    }
}
