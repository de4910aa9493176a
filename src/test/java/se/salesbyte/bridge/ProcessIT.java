package se.salesbyte.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** The packaged process as an operator meets it. */
class ProcessIT {
    private static final Pattern CURL = Pattern.compile("^ +(curl -d .*)$", Pattern.MULTILINE);

    @TempDir
    Path folder;

    @Test
    void theCurlLineOfTheBannerDeliversALead() throws Exception {
        BridgeHome home = new BridgeHome(folder);
        try (BridgeProcess bridge = BridgeProcess.running(home)) {
            assertThat(bridge.output())
                    .contains("SANDBOX", "  form  ", "48 more", "`bridge sources`", home.management());
            Matcher curl = CURL.matcher(bridge.output());
            assertThat(curl.find()).isTrue();

            String answer = shell(curl.group(1));
            assertThat(answer).contains("\"status\":\"accepted\"");
            String id = answer.replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1"); // curl may tell how it gets on too
            new BridgeClient(home).awaitState(id, "delivered");

            assertThat(command(home, 0, "leads", "--state", "delivered", "ada@example.com"))
                    .contains(id, "Ada Lovelace");
            assertThat(command(home, 0, "lead", id)).contains("attempt 1: delivered", "/sandbox/view/");
            assertThat(command(home, 1, "lead", "nosuch")).contains("there is no lead of that id");
            assertThat(bridge.terminate().exitCode()).isZero();
        }
        assertThat(command(home, 1, "leads")).contains("no bridge answers at " + home.management());
    }

    @Test
    void theSignedCurlLineIsAccepted() throws Exception {
        BridgeHome home = new BridgeHome(folder);
        try (BridgeProcess bridge = BridgeProcess.running(home)) {
            for (String file : new String[] {
                "typeform/submission.event.json",
                "hubspot-workflow/contact.event.json",
                "elementor/labels.event.form",
                "standard-webhooks/lead-created.event.json",
                "form/multipart-without-name.event.multipart"
            }) {
                String source = file.substring(0, file.indexOf('/'));
                String curl = command(
                        home,
                        0,
                        "sign",
                        source,
                        folder.resolve("routes/examples/" + file).toString());
                assertThat(shell(curl.strip())).as(file).contains("\"status\":\"accepted\"");
            }
            assertThat(bridge.terminate().exitCode()).isZero();
        }
    }

    @Test
    void finishesWhatIsInFlightWhenToldToStop() {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start().takes(1_500)) {
            BridgeHome home = new BridgeHome(folder).live(salesByte.url());
            BridgeClient client = new BridgeClient(home);
            String id;
            try (BridgeProcess bridge = BridgeProcess.running(home)) {
                id = client.postForm("form-token", "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}")
                        .leadId();
                client.awaitState(id, "delivering");
                assertThat(bridge.terminate().exitCode()).isZero();
            }
            try (BridgeProcess again = BridgeProcess.running(home)) {
                assertThat(client.lead(id).path("state").asText()).isEqualTo("delivered");
                assertThat(salesByte.created("ada@example.com")).isEqualTo(1);
                assertThat(again.output()).contains("LIVE mode");
            }
        }
    }

    @Test
    void aCallThatAKillInterruptedIsUnknownAndNotRepeated() {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start().takes(60_000)) {
            BridgeHome home = new BridgeHome(folder).live(salesByte.url());
            BridgeClient client = new BridgeClient(home);
            String id;
            try (BridgeProcess bridge = BridgeProcess.running(home)) {
                id = client.postForm("form-token", "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}")
                        .leadId();
                client.awaitState(id, "delivering");
                bridge.kill();
            }
            try (BridgeProcess again = BridgeProcess.running(home)) {
                assertThat(client.lead(id).path("state").asText()).isEqualTo("unknown");
                assertThat(again.output()).contains("count=1");
                assertThat(salesByte.received()).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void aSecondProcessOnTheSameHomeIsRefused() {
        BridgeHome home = new BridgeHome(folder);
        try (BridgeProcess first = BridgeProcess.running(home)) {
            assertThat(command(home, 1)).contains("is in use by another bridge");
            assertThat(new BridgeClient(home).manage("/observe/health").status())
                    .isEqualTo(200);
            assertThat(first.terminate().exitCode()).isZero();
        }
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        BridgeHome home = new BridgeHome(folder);
        URI address = URI.create(home.webhooks());
        try (ServerSocket taken = new ServerSocket(address.getPort(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(command(home, 1)).contains(String.valueOf(taken.getLocalPort()), "camel.server.port");
        }
    }

    @Test
    void tellsAllFaultsOfTheSettingsTogether() {
        BridgeHome home = new BridgeHome(folder)
                .set("bridge.shutdown.timout", "40s")
                .set("salesbyte.timeout", "1 minute")
                .set("salesbyte.lead.chat-enabled", "maybe");
        assertThat(command(home, 1)).contains("bridge.shutdown.timeout", "500ms, 30s or 5m");
        assertThat(command(home, 1, "check")).contains("bridge.shutdown.timeout", "500ms, 30s or 5m");
    }

    @Test
    void logsNeitherSecretsNorPeople() {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start()) {
            BridgeHome home = new BridgeHome(folder)
                    .live(salesByte.url())
                    .set("bridge.callback.url", salesByte.url() + "/callback?key=callback-key")
                    .set("bridge.retry.schedule", "1s");
            String uuid = "11111111-2222-4333-8444-555555555555";
            salesByte
                    .answers(422, "{\"message\":\"" + uuid + " Ada\"}")
                    .cuts()
                    .answers(503, "")
                    .answers(200, "Quote created");
            try (BridgeProcess bridge = BridgeProcess.running(home)) {
                BridgeClient client = new BridgeClient(home);
                String[] ends = {"failed", "unknown", "retrying", "unknown"};
                for (int i = 0; i < ends.length; i++) {
                    String id = client.postForm(
                                    "form-token", "{\"name\":\"Ada" + i + "\",\"email\":\"ada@example.com\"}")
                            .leadId();
                    client.awaitState(id, ends[i]);
                }
                client.awaitState(
                        client.postForm("form-token", "{\"phone\":{\"ada\":1}}").leadId(), "failed");
                client.postForm("guessed-token", "{\"name\":\"Ada\"}");
                client.postForm("form-token", "{\"name\":\"Ada");
                assertThat(bridge.terminate().exitCode()).isZero();
                assertThat(bridge.output())
                        .doesNotContainIgnoringCase(uuid, "Ada", "form-token", "guessed-token", "callback-key")
                        .contains("lead=");
            }
        }
    }

    private String command(BridgeHome home, int exitCode, String... command) {
        try (BridgeProcess process = BridgeProcess.start(home, command)) {
            assertThat(process.exitCode()).as(process.output()).isEqualTo(exitCode);
            return process.output();
        }
    }

    private static String shell(String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", line.replaceFirst("^curl", "curl -sS")).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }
}
