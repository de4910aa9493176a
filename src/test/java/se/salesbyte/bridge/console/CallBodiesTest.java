package se.salesbyte.bridge.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;

/** How calls of the management API are made: method, parameters, body. */
class CallBodiesTest {
    private static final Instant START = Instant.parse("2026-11-20T09:15:00Z");

    @TempDir
    Path folder;

    @Test
    void previewsFormsAsTheyWouldArrive() {
        BridgeHome home = new BridgeHome(folder).set("bridge.console.password", "correct horse");
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, START)) {
            String long9k = "name=Ada&message=" + "x".repeat(9 * 1024);
            String parts = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAda\r\n--b--\r\n";
            for (String[] body : new String[][] {
                {long9k, "application/x-www-form-urlencoded"},
                {parts, "multipart/form-data; boundary=b"}
            }) {
                BridgeClient.Reply preview = call(bridge, "/api/preview/form", body[0], body[1]);
                assertThat(preview.body()).contains("\"customer_name\":\"Ada\"");
            }
            assertThat(call(bridge, "/api/preview/form", "name=%zz", "application/x-www-form-urlencoded")
                            .json()
                            .path("detail")
                            .asText())
                    .as("the body is at fault, not the URL")
                    .contains("not a form");
        }
    }

    @Test
    void readsTheBodyOfACallWhateverItIsSaidToBe() {
        BridgeHome home = new BridgeHome(folder).set("bridge.console.password", "correct horse");
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home, START)) {
            String filler = " ".repeat(9 * 1024);
            String type = "application/x-www-form-urlencoded"; // as curl -d says
            assertThat(call(bridge, "/api/leads/nosuch/replay", filler + "{\"reason\":\"mended\"}", type)
                            .status())
                    .isEqualTo(404);
            BridgeClient.Reply wrong = call(bridge, "/api/leads/nosuch/replay", filler + "{\"why\":1}", type);
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(wrong.json().path("detail").asText()).contains("force, reason");
            BridgeClient.Reply tooLarge = call(bridge, "/api/resume", " ".repeat(1024 * 1024 + 1), type);
            assertThat(tooLarge.status()).isEqualTo(413);
            assertThat(tooLarge.json().path("detail").asText()).contains("bridge.intake.max-body");
            assertThat(call(bridge, "/api/resume", " ".repeat(1024 * 1024), type)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void saysHowACallIsMadeToOneWhoAsksItOtherwise() {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), START)) {
            BridgeClient.Reply get = bridge.client().manage("/api/leads/replay?state=failed");
            assertThat(get.status()).isEqualTo(405);
            assertThat(get.header("allow")).isEqualTo("POST");
            assertThat(bridge.client().call("PUT", "/api/leads", "").header("allow"))
                    .isEqualTo("GET, DELETE");
            assertThat(bridge.client()
                            .manage("/api/sources?state=failed")
                            .json()
                            .path("detail")
                            .asText())
                    .isEqualTo("this call takes no parameters");
        }
    }

    private static BridgeClient.Reply call(BridgeUnderTest bridge, String path, String body, String contentType) {
        String password = "Basic " + Base64.getEncoder().encodeToString("bridge:correct horse".getBytes(UTF_8));
        return bridge.client().call("POST", path, body, "Content-Type", contentType, "Authorization", password);
    }
}
