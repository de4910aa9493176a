package se.salesbyte.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.mapping.Example;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.LogMappingChanges;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;

/** The page that shows how a provider is added, done by the letter: its files, and nothing else. */
class AddingAProviderTest {
    private static final Pattern BLOCK = Pattern.compile("(?m)^ {3}```(\\w+)\\n(.*?)^ {3}```", Pattern.DOTALL);
    private static final String SECRET = "a-secret-of-ours";

    @TempDir
    Path folder;

    private BridgeHome home;
    private String event;

    @BeforeEach
    void writeTheFilesOfThePage() throws IOException {
        home = new BridgeHome(folder).set("offertly.secret", SECRET);
        Files.createDirectories(folder.resolve("routes/examples/offertly"));
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("src/main/docs/adding-a-provider.md")))
                .results()
                .map(block -> block.group(2).replaceAll("(?m)^ {3}", ""))
                .toList();
        List<String> files = List.of(
                "presets.yaml",
                "sources/offertly.camel.yaml",
                "mappings/offertly.jsonata",
                "examples/offertly/enquiry.event.json",
                "examples/offertly/enquiry.lead.json");
        assertThat(blocks).hasSameSizeAs(files);
        for (int i = 0; i < files.size(); i++) {
            Files.writeString(folder.resolve("routes").resolve(files.get(i)), blocks.get(i));
        }
        event = blocks.get(3);
    }

    @Test
    void takesASignedEventAndDeliversItsLead() throws GeneralSecurityException {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"))) {
            BridgeClient client = bridge.client();
            String lead = post(client, signature(SECRET)).leadId();
            JsonNode delivered = client.awaitState(lead, "delivered");
            assertThat(delivered.at("/request/customer_name").asText()).isEqualTo("Anna Lind");
            assertThat(delivered.at("/eventId").asText()).isEqualTo("e-81");
            assertThat(post(client, signature(SECRET)).leadId()).isEqualTo(lead);
            assertThat(post(client, signature("another")).status()).isEqualTo(401);
        }
    }

    @Test
    void itsExampleBecomesItsLead() {
        Example example = new Examples(folder).of("offertly").get(0);
        Mappings mappings = new Mappings(folder, Clock.systemUTC(), new LogMappingChanges());
        Object tree = new PayloadParser().parse(example.contentType(), example.event());
        assertThat(example.differences(mappings.mapping("offertly").apply(tree)))
                .isEmpty();
    }

    private BridgeClient.Reply post(BridgeClient client, String signature) {
        return client.post(
                "/webhooks/offertly", event, "Content-Type", "application/json", "X-Offertly-Signature", signature);
    }

    private String signature(String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(event.getBytes(UTF_8)));
    }
}
