package se.salesbyte.bridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;

/** One source, and the command that posts an example to it. */
@Timeout(60)
class SourceDetailTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Pattern HEADER = Pattern.compile("-H '(Typeform-Signature): ([^']+)'");

    @TempDir
    Path folder;

    @Test
    void showsRouteMappingExamplesAndSetup() throws IOException {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), NOON)) {
            JsonNode source = bridge.client().manage("/api/sources/typeform").json();

            assertThat(source.path("name").asText()).isEqualTo("typeform");
            assertThat(source.path("state").asText()).isEqualTo("running");
            assertThat(source.path("path").asText()).isEqualTo("/webhooks/typeform");
            assertThat(source.path("url").isNull()).isTrue();
            assertThat(source.path("route").asText()).isEqualTo("routes/sources/typeform.camel.yaml");
            assertThat(source.at("/mapping/file").asText()).isEqualTo("routes/mappings/typeform.jsonata");
            assertThat(source.at("/mapping/text").asText())
                    .isEqualTo(Files.readString(folder.resolve("routes/mappings/typeform.jsonata")));
            assertThat(source.path("otherSteps")).isEmpty();
            JsonNode example = source.at("/examples/0");
            assertThat(example.path("file").asText())
                    .isEqualTo(
                            "routes/examples/typeform/" + example.path("name").asText() + ".event.json");
            assertThat(example.path("contentType").asText()).isEqualTo("application/json");
            assertThat(example.path("text").asText())
                    .isEqualTo(
                            Files.readString(folder.resolve(example.path("file").asText())));
            assertThat(source.at("/setup/title").asText()).isEqualTo("Typeform");
            assertThat(source.at("/setup/steps").toString())
                    .contains("https://<your bridge>/webhooks/typeform")
                    .doesNotContain("{url}");
            assertThat(source.toString()).doesNotContain(folder.toString());
        }
    }

    @Test
    void showsTheMappingFileAsItIsNowEvenIfItDoesNotCompile() throws IOException {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), NOON)) {
            Path file = folder.resolve("routes/mappings/form.jsonata");
            Files.writeString(file, "{ <b>");
            assertThat(bridge.client()
                            .manage("/api/sources/form")
                            .json()
                            .at("/mapping/text")
                            .asText())
                    .isEqualTo("{ <b>");
            Files.delete(file);
            assertThat(bridge.client()
                            .manage("/api/sources/form")
                            .json()
                            .at("/mapping/text")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void namesTheAddressThatSendersUse() {
        BridgeHome home = new BridgeHome(folder).set("bridge.public-url", "https://leads.example.com");
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, NOON)) {
            JsonNode source = bridge.client().manage("/api/sources/form").json();
            assertThat(source.path("url").asText()).isEqualTo("https://leads.example.com/webhooks/form");
            assertThat(source.at("/setup/steps").toString()).contains("https://leads.example.com/webhooks/form");
        }
    }

    @Test
    void showsTheRestOfASourceWhoseExamplesAreBroken() throws IOException {
        Files.createDirectories(folder.resolve("routes/examples/form"));
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), NOON)) {
            Files.writeString(folder.resolve("routes/examples/form/stray.event.json"), "{}");
            JsonNode source = bridge.client().manage("/api/sources/form").json();
            assertThat(source.path("examples")).isEmpty();
            assertThat(source.at("/mapping/text").asText()).contains("customer_name");
        }
    }

    @Test
    void signsAnExampleAsItsProviderWould() throws IOException {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), NOON)) {
            BridgeClient client = bridge.client();
            JsonNode example = client.manage("/api/sources/typeform").json().at("/examples/0");
            BridgeClient.Reply signed =
                    sign(client, "typeform", example.path("name").asText());
            assertThat(signed.status()).as(signed.body()).isEqualTo(200);
            String curl = signed.json().path("curl").asText();
            assertThat(curl)
                    .startsWith("curl --data-binary '@" + example.path("file").asText() + "'");
            assertThat(signed.json().path("command").asText())
                    .isEqualTo(
                            "bin/bridge sign typeform " + example.path("file").asText());

            Matcher header = HEADER.matcher(curl);
            assertThat(header.find()).as(curl).isTrue();
            BridgeClient.Reply accepted = client.post(
                    "/webhooks/typeform",
                    Files.readAllBytes(folder.resolve(example.path("file").asText())),
                    header.group(1),
                    header.group(2),
                    "Content-Type",
                    "application/json");
            assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        }
    }

    @Test
    void writesTheSandboxSecretOutAndNoOther() {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), NOON)) {
            assertThat(sign(bridge.client(), "form", "english")
                            .json()
                            .path("curl")
                            .asText())
                    .contains("Bearer sandbox");
        }
        BridgeHome live = new BridgeHome(folder).live("http://127.0.0.1:9").set("typeform.secret", "geheim");
        try (BridgeUnderTest bridge = BridgeUnderTest.start(live, NOON)) {
            BridgeClient client = bridge.client();
            assertThat(sign(client, "form", "english").json().path("curl").asText())
                    .contains("Bearer <form.secret>")
                    .doesNotContain("form-token");
            String example = client.manage("/api/sources/typeform")
                    .json()
                    .at("/examples/0/name")
                    .asText();
            assertThat(sign(client, "typeform", example).json().path("curl").asText())
                    .contains("Typeform-Signature: sha256=")
                    .doesNotContain("geheim");
            assertThat(sign(client, "jotform", "submission").body())
                    .as("without a secret")
                    .contains("set jotform.secret");
        }
    }

    @Test
    void tellsWhatIsNotThere() {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), NOON)) {
            BridgeClient client = bridge.client();
            assertThat(client.manage("/api/sources/nosuch").status()).isEqualTo(404);
            assertThat(client.manage("/api/sources/..%2Fform").status()).isEqualTo(404);
            assertThat(sign(client, "nosuch", "english").status()).isEqualTo(404);
            assertThat(sign(client, "form", "../typeform/x").status()).isEqualTo(404);
            assertThat(client.call("POST", "/api/sources/form/sign", "").status())
                    .isEqualTo(400);
        }
    }

    private static BridgeClient.Reply sign(BridgeClient client, String source, String example) {
        return client.call("POST", "/api/sources/" + source + "/sign", "{\"example\":\"" + example + "\"}");
    }
}
