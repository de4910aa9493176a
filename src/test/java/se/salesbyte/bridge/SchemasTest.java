package se.salesbyte.bridge;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.delivery.FailureReason;
import se.salesbyte.bridge.delivery.FlowAlarm;
import se.salesbyte.bridge.mapping.Example;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.notification.MessageFormat;
import se.salesbyte.bridge.notification.Receiver;
import se.salesbyte.bridge.notification.Receivers;
import se.salesbyte.bridge.notification.SystemEventWriter;
import se.salesbyte.bridge.notification.SystemEvents;
import se.salesbyte.bridge.salesbyte.CreateLeadField;
import se.salesbyte.bridge.store.NewMessage;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;
import se.salesbyte.bridge.testing.ScriptedSalesByte.Received;

/** The schemas that are shipped, beside what really goes out. */
class SchemasTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String ALL_OF_IT =
            """
            {"name": "Ada", "email": "ada@example.com", "phone": "0701740605", "company": "Ada AB", "message": "Hi",
             "page": "/", "reference": {"id": 7, "vip": true}}
            """;

    private static final String CHECKOUT =
            """
            {"id": 5001, "quote_profile_name": "Solar", "quote_value": "99.50", "created_at": "2026-11-20T12:00:00.000000Z",
             "updated_at": "2026-11-20T13:00:00.000000Z", "salesperson": {"name": "Maj", "email": "maj@example.com"},
             "signed_products": {"currency": "SEK"}, "requires_more_signatures": false}
            """;

    @Test
    void fitWhatABridgeSends(@TempDir Path folder) throws IOException {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start();
                ScriptedSalesByte receiver = ScriptedSalesByte.start()) {
            BridgeHome home = new BridgeHome(folder)
                    .live(salesByte.url())
                    .set("salesbyte.secret", "a-token")
                    .set("bridge.callback.url", receiver.url() + "/callback")
                    .set("bridge.notify.url", receiver.url() + "/notify");
            try (BridgeUnderTest bridge = BridgeUnderTest.start(home, NOON)) {
                BridgeClient client = bridge.client();
                deliver(client, ALL_OF_IT, "delivered");
                deliver(client, "{\"name\": \"Bo\"}", "delivered");
                salesByte.answers(422, "{\"message\":\"no\",\"errors\":{\"customer_name\":[\"is odd\"]}}");
                deliver(client, "{\"name\": \"Cy\"}", "failed");
                salesByte.answers(200, "<p>thanks</p>");
                deliver(client, "{\"name\": \"Di\"}", "unknown");
                deliver(client, "{\"message\": \"nobody\"}", "failed");
                await().until(() -> receiver.received().size() == 5);
                checkOut(client, CHECKOUT);
                checkOut(client, "{\"id\": 5002}");
                await().until(() -> receiver.received().size() == 7);
            }

            assertThat(salesByte.received()).hasSize(4).allSatisfy(call -> fits("create-lead", call));
            assertThat(of(receiver, "/callback").subList(0, 2)).allSatisfy(call -> fits("callback", call));
            assertThat(of(receiver, "/callback").subList(2, 4)).allSatisfy(call -> fits("checkout", call));
            assertThat(of(receiver, "/notify")).hasSize(3).allSatisfy(call -> fits("notification", call));
            assertThat(of(receiver, "/callback"))
                    .allSatisfy(call -> assertThat(faults("notification", JSON.readTree(call.body())))
                            .isNotEmpty());
        }
    }

    @Test
    void fitWhatIsToldOfTheBridgeItself() {
        Receiver receiver = new Receiver(URI.create("http://receiver.example/"), MessageFormat.STANDARD_WEBHOOKS, null);
        SystemEventWriter writer = new SystemEventWriter(
                new Receivers(source -> Optional.empty(), source -> Optional.of(receiver), source -> Optional.empty()),
                "http://127.0.0.1:8081");
        assertThat(Stream.of(
                                SystemEvents.rejecting("form", 10, NOON),
                                SystemEvents.accepting("form", NOON),
                                SystemEvents.unavailable(new FlowAlarm.Unavailable(10, 7, NOON, NOON)),
                                SystemEvents.recovered(NOON),
                                SystemEvents.paused("main", 5, NOON),
                                SystemEvents.verifyOff(NOON))
                        .flatMap(event -> writer.write(event, NOON).stream())
                        .map(NewMessage::payload))
                .hasSize(6)
                .allSatisfy(payload -> assertThat(faults("notification", JSON.readTree(payload)))
                        .isEmpty());
    }

    @Test
    void fitEveryShippedLead() {
        List<Example> leads = new Examples(Path.of(""))
                .all().stream().filter(example -> example.failure().isEmpty()).toList();
        assertThat(leads).hasSizeGreaterThan(100).allSatisfy(example -> assertThat(
                        faults("lead", JSON.readTree(Files.readString(example.leadFile()))))
                .as(example.leadFile().toString())
                .isEmpty());
    }

    @Test
    void knowTheFieldsOfCreateLeadAndTheReasonsOfFailures() throws IOException {
        JsonNode request = read("create-lead");
        assertThat(names(request.path("properties"))).isEqualTo(fields(Set.of(CreateLeadField.values())));
        assertThat(texts(request.path("required")))
                .isEqualTo(fields(Arrays.stream(CreateLeadField.values())
                        .filter(CreateLeadField::required)
                        .collect(toSet())));
        Set<String> mapped = fields(Set.of(CreateLeadField.values()));
        mapped.remove("uuid");
        mapped.addAll(Set.of("profile", "reference", "skip"));
        assertThat(names(read("lead").path("properties"))).isEqualTo(mapped);
        assertThat(texts(read("notification").at("/$defs/failure/properties/reason/enum")))
                .isEqualTo(Arrays.stream(FailureReason.values())
                        .map(FailureReason::word)
                        .collect(toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            lead         | {"custmer_email": "a"}
            lead         | {"chat_enabled": "perhaps"}
            lead         | {"reference": {"a": [1]}}
            create-lead  | {"customer_name": "Ada"}
            checkout     | {"type": "lead.delivered", "timestamp": "2026-11-20T12:00:00Z", "data": {}}
            callback     | {"type": "lead.failed", "timestamp": "2026-11-20T12:00:00Z", "data": {}}
            notification | {"type": "salesbyte.recovered", "timestamp": "2026-11-20T12:00:00Z", "data": {}}
            """)
    void refuseWhatIsNotSo(String schema, String json) throws IOException {
        assertThat(faults(schema, JSON.readTree(json))).isNotEmpty();
    }

    private static void deliver(BridgeClient client, String event, String state) {
        client.awaitState(client.postForm("form-token", event).leadId(), state);
    }

    private static void checkOut(BridgeClient client, String event) {
        String id = client.post("/webhooks/salesbyte?token=a-token", event, "Content-Type", "application/json")
                .leadId();
        client.awaitState(id, "skipped");
    }

    private static List<Received> of(ScriptedSalesByte receiver, String path) {
        return receiver.received().stream()
                .filter(call -> call.path().equals(path))
                .toList();
    }

    private static void fits(String schema, Received call) throws IOException {
        assertThat(faults(schema, JSON.readTree(call.body()))).isEmpty();
    }

    /** Strictly: what is sent and not described is a fault here, though receivers are to let it pass. */
    private static Set<String> faults(String name, JsonNode json) throws IOException {
        ObjectNode strict = read(name);
        strict.findParents("properties").forEach(object -> {
            if (object.path("type").asText().equals("object")) {
                ((ObjectNode) object).put("additionalProperties", false);
            }
        });
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(strict);
        return schema.validate(json).stream().map(Object::toString).collect(toSet());
    }

    private static ObjectNode read(String name) throws IOException {
        String file = "/META-INF/salesbyte/" + name + ".schema.json";
        try (InputStream schema = Objects.requireNonNull(Bridge.class.getResourceAsStream(file), file)) {
            return (ObjectNode) JSON.readTree(schema);
        }
    }

    private static Set<String> fields(Set<CreateLeadField> fields) {
        return fields.stream().map(CreateLeadField::apiName).collect(toCollection(TreeSet::new));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
