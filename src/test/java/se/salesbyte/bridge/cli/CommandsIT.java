package se.salesbyte.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeProcess;

/** The commands that ask a running bridge, and those that need none, each a process of its own. */
class CommandsIT {
    @TempDir
    Path folder;

    @Test
    void tellsAndErases() {
        BridgeHome home = new BridgeHome(folder).set("bridge.duplicate.window", "24h");
        assertThat(command(home, 1, "stats")).contains("no bridge answers at " + home.management());
        try (BridgeProcess bridge = BridgeProcess.running(home)) {
            BridgeClient client = new BridgeClient(home);
            String id = client.postForm("sandbox", "{\"name\":\"Ada\",\"email\":\"grace@example.com\"}")
                    .leadId();
            client.awaitState(id, "delivered");
            assertThat(command(home, 0, "stats")).contains("form delivered", "p50 ms", "takes leads");
            assertThat(command(home, 0, "reload", "--dry-run")).contains("nothing has changed");
            assertThat(command(home, 0, "resume", "--profile", "main")).contains("nothing was paused");
            assertThat(command(home, 1, "resume", "--profile", "nosuch")).contains("no profile of that name", "main");
            assertThat(command(home, 2, "replay")).contains("either <id> or --state");
            assertThat(command(home, 1, "replay", id)).contains("would create a second quote");
            assertThat(command(home, 0, "replay", id, "--force", "--reason", "gone", "--field", "tag_1=again"))
                    .contains(id + "  run 2");
            client.awaitLead(
                    id,
                    lead -> lead.path("attempts").size() == 2
                            && lead.path("state").asText().equals("delivered"));
            assertThat(command(home, 0, "replay", "--state", "failed", "--dry-run"))
                    .contains("willSend           0");
            assertThat(command(home, 2, "replay", "--state", "failed"))
                    .contains("willSend           0", "nothing was sent", "--yes");
            assertThat(command(home, 0, "replays")).isEmpty();
            assertThat(command(home, 0, "replay", "--state", "failed", "--reason", "mended", "--yes"))
                    .contains("end it by replays stop");
            assertThat(command(home, 0, "replays")).contains("0 of 0 started", "mended");
            assertThat(command(home, 1, "replays", "stop", "nosuch")).contains("no replay of that id");
            assertThat(command(home, 1, "stats", "--window", "soon")).contains("window is no duration");
            assertThat(command(home, 0, "sources")).containsPattern("form +running");
            assertThat(command(home, 1, "quarantine", "release", "nosuch")).contains("no refused request");
            assertThat(command(home, 1, "resolve", id, "--as", "discarded")).contains("the lead is delivered");
            assertThat(command(home, 2, "resolve", id)).contains("--as");
            String invalid = client.postForm("sandbox", "{\"name\":\"Eve\",\"email\":\"no address\"}")
                    .leadId();
            client.awaitState(invalid, "failed");
            assertThat(command(home, 1, "resolve", invalid, "--as", "delivered", "--salesbyte-id", "abc"))
                    .contains("salesbyteId must be the id of the quote in SalesByte, digits alone");
            assertThat(command(
                            home,
                            0,
                            "resolve",
                            invalid,
                            "--as",
                            "delivered",
                            "--salesbyte-id",
                            "123",
                            "--by",
                            "Maj",
                            "--reason",
                            "seen"))
                    .contains(invalid + "  delivered");
            assertThat(client.lead(invalid).path("timeline").findValuesAsText("actor"))
                    .contains("Maj");
            assertThat(client.lead(invalid).path("salesbyteId").asText()).isEqualTo("123");
            String again = client.postForm("sandbox", "{\"name\":\"Ada\",\"email\":\"grace@example.com\",\"phone\":1}")
                    .leadId();
            client.awaitLead(again, lead -> !lead.path("waiting").isNull());
            assertThat(command(home, 0, "lead", again)).contains(again + "  accepted, possible-duplicate  form");
            assertThat(command(home, 1, "resolve", again, "--as", "not-created"))
                    .contains("replay " + again);
            assertThat(command(home, 0, "replay", again)).contains(again + "  run 2");
            client.awaitState(again, "delivered");
            assertThat(command(home, 2, "erase")).contains("--email", "--phone");
            assertThat(command(
                            home, 0, "erase", "--email", "GRACE@example.com", "--by", "Maj", "--reason", "she asked"))
                    .contains("2 leads");
            assertThat(client.lead(id).path("state").asText()).isEqualTo("erased");
            assertThat(bridge.output()).doesNotContain("grace@example.com");
        }
    }

    @Test
    void showsWhatAChangedMappingWouldDo() throws IOException {
        BridgeHome home = new BridgeHome(folder);
        Path changed = Files.writeString(folder.resolve("changed.jsonata"), "{\"customer_name\": name & \"!\"}");
        try (BridgeProcess bridge = BridgeProcess.running(home)) {
            BridgeClient client = new BridgeClient(home);
            client.awaitState(client.postForm("sandbox", "{\"name\":\"Zelda\"}").leadId(), "delivered");
            assertThat(command(home, 0, "diff", "form", "--mapping", changed.toString()))
                    .contains("1 events compared, 0 the same, 1 otherwise", "- customer_name: \"Zelda\"")
                    .contains("+ customer_name: \"Zelda!\"", "tag_1 ");
            assertThat(command(home, 0, "diff", "form")).contains("1 events compared, 1 the same");
            assertThat(command(home, 1, "diff", "form", "--mapping", "nosuch")).contains("nosuch cannot be read");
            assertThat(command(home, 1, "diff", "nosuch")).contains("use one of");
            assertThat(bridge.output()).doesNotContain("Zelda");
        }
    }

    @Test
    void makesASourceOfOneEventThatPassesTheCheck() throws IOException {
        BridgeHome home = new BridgeHome(folder);
        String event = "{\"enquiry\":{\"Namn\":\"Eva Ek\",\"Din e-post\":\"eva@example.com\",\"Budget\":\"10\"}}";
        Path file = Files.writeString(folder.resolve("event.json"), event);
        assertThat(command(home, 0, "new-source", "offertly", "--from", file.toString()))
                .contains("routes/mappings/offertly.jsonata", "email    from \"Din e-post\"", "Budget", "To check:");
        assertThat(command(home, 0, "check")).contains("All well: 50 sources");
        assertThat(command(home, 1, "new-source", "offertly", "--from", file.toString()))
                .contains("there already; nothing was written");
        assertThat(command(home, 1, "new-source", "skipped", "--from", file.toString()))
                .contains("give the source another name", "nothing was written");
        assertThat(folder.resolve("routes/sources/skipped.camel.yaml")).doesNotExist();
        assertThat(command(home, 1, "new-source", "b", "--from", file.toString(), "--preset", "nosuch"))
                .contains("there is no preset \"nosuch\"");
    }

    @Test
    void makesAnExampleOfALeadWithAnInventedPerson() throws IOException {
        BridgeHome home = new BridgeHome(folder);
        try (BridgeProcess bridge = BridgeProcess.running(home)) {
            BridgeClient client = new BridgeClient(home);
            String id = client.postForm(
                            "sandbox", "{\"name\":\"Greta Berg\",\"message\":\"Ring Greta, greta@berg.example\"}")
                    .leadId();
            client.awaitState(id, "delivered");
            assertThat(command(home, 0, "example", id, "--as", "rings")).contains("form/rings.event.json");
            assertThat(Files.readString(folder.resolve("routes/examples/form/rings.event.json")))
                    .contains("Alva Exempel", "kund1@example.com")
                    .doesNotContainIgnoringCase("greta")
                    .doesNotContainIgnoringCase("berg");
            assertThat(command(home, 0, "check")).contains("All well");
            assertThat(command(home, 1, "example", id, "--as", "rings")).contains("there already; nothing was written");
            assertThat(command(home, 1, "example", id, "--as", "../x")).contains("use letters, digits and dashes");
            assertThat(command(home, 1, "example", "nosuch")).contains("there is no lead of that id");
            assertThat(bridge.output()).doesNotContainIgnoringCase("greta");
        }
    }

    @Test
    void previewsWithoutARunningBridge() throws IOException {
        BridgeHome home = new BridgeHome(folder);
        Path good = Files.writeString(folder.resolve("good.json"), "{\"name\":\"Ada\"}");
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"message\":\"Hi\"}");
        assertThat(command(home, 0, "preview", "form", good.toString())).contains("\"customer_name\" : \"Ada\"");
        assertThat(command(home, 1, "preview", "form", bad.toString()))
                .contains("routes/mappings/form.jsonata:", "customer_name");
        assertThat(command(home, 1, "preview", "nosuch", good.toString())).contains("use one of");
    }

    private static String command(BridgeHome home, int exitCode, String... command) {
        try (BridgeProcess process = BridgeProcess.start(home, command)) {
            assertThat(process.exitCode()).as(process.output()).isEqualTo(exitCode);
            return process.output();
        }
    }
}
