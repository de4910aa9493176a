package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.config.InvalidSettingsException;
import se.salesbyte.bridge.config.Settings;
import se.salesbyte.bridge.salesbyte.CreateLeadField;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.Recipe;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/**
 * The page of messages: each is provoked here, each that is provoked here stands there. In the tables of the page the first
 * cell is the message, {@code …} for what differs from case to case.
 */
@SuppressWarnings("NullAway.Init")
class TroubleshootingTest {
    private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `(.+?)` \\|");
    private static final String ROUTE = "routes/sources/form.camel.yaml";
    private static final Set<Integer> KEPT = Set.of(400, 401, 413, 415);
    private static final String MAPPING = "routes/mappings/form.jsonata";
    private static final ScriptedSalesByte SALESBYTE = ScriptedSalesByte.start();

    @TempDir
    static Path folder;

    private static BridgeUnderTest bridge;
    private static BridgeClient client;
    private static String page;
    private static int kept;

    /** What was done, and what was said. */
    private record Provoked(String by, String said) {}

    @BeforeAll
    static void start() throws IOException {
        BridgeHome home = new BridgeHome(folder)
                .live(SALESBYTE.url())
                .set("bridge.reload", "manual")
                .set("form.rate-limit", "0")
                .set("tally.secret", "tally-secret")
                .set("stripe-style.secret", "stripe-secret");
        bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"));
        client = bridge.client();
        page = Files.readString(Path.of("src/main/docs/troubleshooting.md"));
    }

    @AfterAll
    static void stop() {
        bridge.close();
        SALESBYTE.close();
    }

    @TestFactory
    Stream<DynamicTest> everyMessageOfThePageIsSaidAndEveryMessageSaidIsOnThePage() throws IOException {
        List<Provoked> provoked = new ArrayList<>();
        provoked.addAll(settings());
        provoked.addAll(files());
        provoked.addAll(webhooks());
        provoked.addAll(leads());
        List<String> messages =
                MESSAGE.matcher(page).results().map(row -> row.group(1)).toList();
        assertThat(messages).doesNotHaveDuplicates().hasSizeGreaterThan(25);
        assertThat(Recipe.of("troubleshooting.md").stream().flatMap(section -> section.blocks().stream()))
                .as("a block on this page would not be run")
                .isEmpty();
        return Stream.concat(
                messages.stream()
                        .map(message -> dynamicTest("said: " + message, () -> assertThat(provoked)
                                .anyMatch(one -> isSaid(message, one.said())))),
                provoked.stream()
                        .map(one -> dynamicTest("told: " + one.by(), () -> assertThat(messages)
                                .as(one.said())
                                .anyMatch(message -> isSaid(message, one.said())))));
    }

    private static boolean isSaid(String message, String said) {
        String pattern = Stream.of(message.split("…", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElseThrow();
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(said).find();
    }

    private static List<Provoked> settings() throws IOException {
        List<Provoked> all = new ArrayList<>();
        for (String line : List.of(
                "salesbyte.timeot=1s",
                "salesbyte.timeout=1 minute",
                "salesbyte.url=https://salesbyte.invalid",
                "form.profile=nosuch",
                "camel.management.host=0.0.0.0",
                "salesbyte.on-unknown=verify",
                "form.secret={{aws:form}}")) {
            Path home = Files.createTempDirectory(folder, "settings");
            Files.writeString(home.resolve("application.properties"), line);
            InvalidSettingsException invalid = catchThrowableOfType(InvalidSettingsException.class, () -> Settings.load(
                            home, Map.of(), Map.of(), CreateLeadField.leadSettings())
                    .source("form"));
            assertThat(invalid).as(line).isNotNull();
            all.add(new Provoked(line, invalid.faults().get(0)));
        }
        all.add(valueFile(Map.of("SALESBYTE_UUID_FILE", "/run/secrets/none")));
        all.add(valueFile(Map.of("SALESBYTE_UUID_FILE", folder.resolve(ROUTE).toString(), "SALESBYTE_UUID", "1")));
        return all;
    }

    private static Provoked valueFile(Map<String, String> environment) throws IOException {
        Path home = Files.createTempDirectory(folder, "settings");
        InvalidSettingsException invalid = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> Settings.load(home, environment, Map.of(), CreateLeadField.leadSettings()));
        return new Provoked(environment.toString(), invalid.faults().get(0));
    }

    private static List<Provoked> files() throws IOException {
        String route = Files.readString(folder.resolve(ROUTE));
        String mapping = Files.readString(folder.resolve(MAPPING));
        return List.of(
                changed("a cut file", ROUTE, route.substring(0, route.indexOf("steps:")) + "steps: ["),
                changed("a step that is none", ROUTE, route.replace("transformDataType:", "transformData:")),
                changed("a key that is none", ROUTE, route.replace("uri: lead:form", "uri: lead:form\n      url: x")),
                changed("a parameter that is none", ROUTE, route.replace("secret:", "sekret:")),
                changed("a component that is none", ROUTE, route.replace("direct:salesbyte", "slack:salesbyte")),
                changed("an end where nothing begins", ROUTE, route.replace("direct:salesbyte", "direct:salesbite")),
                changed("a mapping that is none", ROUTE, route.replace("jsonata:form", "jsonata:from")),
                changed("a placeholder that is none", ROUTE, route.replace("{{form.secret}}", "{{form.sekret}}")),
                changed("a vault", ROUTE, route.replace("{{form.secret}}", "{{hashicorp:secret:form}}")),
                changed(
                        "a preset that is none",
                        ROUTE,
                        route.replace("parameters:", "parameters:\n        preset: frm")),
                changed("a twin", "routes/sources/twin.camel.yaml", route),
                changed(
                        "a new source of no preset",
                        "routes/sources/other.camel.yaml",
                        route.replaceAll("\\bform\\b", "other").replace("jsonata:other", "jsonata:form")),
                changed(
                        "a comma too few",
                        MAPPING,
                        mapping.replace("\"customer_email\": $email,", "\"customer_email\": $email")),
                changed("a function that is none", MAPPING, mapping.replace("$firstOf(", "$fristOf(")),
                changed("an example that comes out otherwise", MAPPING, mapping.replace(": $email", ": $phone")),
                changed("an example that is no JSON", "routes/examples/form/a.event.json", "{"),
                changed("an example without a lead", "routes/examples/form/b.event.json", "{\"name\":\"Ada\"}"),
                changed("a preset with a field that is none", "routes/presets.yaml", "own:\n  nosuch: 1\n"));
    }

    /** What a dry run of the reload says of that file, which is put back. */
    private static Provoked changed(String by, String file, String text) throws IOException {
        Path path = folder.resolve(file);
        byte[] before = Files.exists(path) ? Files.readAllBytes(path) : null;
        Files.writeString(path, text);
        JsonNode plan = client.call("POST", "/api/reload?dryRun=true", "").json();
        if (before == null) {
            Files.delete(path);
        } else {
            Files.write(path, before);
        }
        String fault = plan.at("/files/0/fault").asText();
        assertThat(fault).as(by + plan).isNotEqualTo("null").isNotEmpty();
        return new Provoked(by, fault);
    }

    private static List<Provoked> webhooks() {
        String json = "{\"name\":\"Ada\"}";
        return List.of(
                answered("no source of that name", "/webhooks/nosuch", json, "Content-Type", "application/json"),
                answered("a wrong token", "/webhooks/form?token=wrong", json, "Content-Type", "application/json"),
                answered(
                        "a body that is no JSON",
                        "/webhooks/form?token=form-token",
                        "{",
                        "Content-Type",
                        "application/json"),
                answered(
                        "a type that is not taken",
                        "/webhooks/form?token=form-token",
                        json,
                        "Content-Type",
                        "image/png"),
                answered("a source without a secret", "/webhooks/hubspot", json, "Content-Type", "application/json"),
                answered(
                        "a wrong signature",
                        "/webhooks/tally",
                        json,
                        "Content-Type",
                        "application/json",
                        "Tally-Signature",
                        "x"),
                refused("no signature", "/webhooks/tally", json, "Content-Type", "application/json"),
                refused(
                        "a wrong signature",
                        "/webhooks/tally",
                        json,
                        "Content-Type",
                        "application/json",
                        "Tally-Signature",
                        "eA=="),
                refused(
                        "an old one",
                        "/webhooks/stripe-style",
                        json,
                        "Content-Type",
                        "application/json",
                        "Stripe-Signature",
                        "t=1,v1=00"),
                refused("a wrong token", "/webhooks/form?token=other", json, "Content-Type", "application/json"));
    }

    private static Provoked answered(String by, String target, String body, String... headers) {
        BridgeClient.Reply reply = post(target, body, headers);
        return new Provoked(
                by,
                reply.status() + " " + reply.json().path("title").asText() + ": "
                        + reply.json().path("detail").asText());
    }

    /** Why a request is in the quarantine. */
    private static Provoked refused(String by, String target, String body, String... headers) {
        post(target, body, headers);
        return new Provoked(
                by,
                client.manage("/api/quarantine").json().at("/refused/0/reason").asText());
    }

    /** Returns once the quarantine has it, which is a moment after the answer, if it goes there. */
    private static BridgeClient.Reply post(String target, String body, String... headers) {
        BridgeClient.Reply reply = client.post(target, body, headers);
        if (KEPT.contains(reply.status())) {
            int refused = ++kept;
            await().until(() ->
                    client.manage("/api/quarantine").json().path("refused").size() == refused);
        }
        return reply;
    }

    private static List<Provoked> leads() {
        List<Provoked> all = new ArrayList<>();
        all.add(failed("no name", "{\"message\":\"Hi\"}"));
        SALESBYTE.answers(
                422, "{\"message\":\"The given data was invalid.\",\"errors\":{\"customer_phone\":[\"invalid\"]}}");
        all.add(failed("a refusal of SalesByte", "{\"name\":\"Ada\"}"));
        SALESBYTE.answers(404, "{}");
        all.add(failed("a profile that SalesByte does not know", "{\"name\":\"Bo\"}"));
        SALESBYTE.cuts();
        all.add(failed("no answer", "{\"name\":\"Eva\"}"));
        SALESBYTE.answers(200, "Thanks");
        all.add(failed("an answer without an id", "{\"name\":\"Kim\"}"));
        return all;
    }

    private static Provoked failed(String by, String json) {
        String id = client.postForm("form-token", json).leadId();
        JsonNode lead = client.awaitAnyOf(id, "failed", "unknown");
        return new Provoked(
                by,
                lead.at("/failure/reason").asText() + ": "
                        + lead.at("/failure/message").asText());
    }
}
