package se.salesbyte.bridge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.Recipe;
import se.salesbyte.bridge.testing.ScriptedSalesByte;
import se.salesbyte.bridge.testing.ScriptedSalesByte.Received;

/**
 * The page of routes, done by the letter: each block goes into the file that the line before it names, or, if that is
 * {@code application.properties}, into the settings; one bridge runs them all, and each section has its test here.
 */
@SuppressWarnings("NullAway.Init")
class RoutesCookbookTest {
    private static final String PAGE = "routes-cookbook.md";
    private static final Map<String, String> FILES = new TreeMap<>();
    private static final ScriptedSalesByte SALESBYTE = ScriptedSalesByte.start();
    private static final ScriptedSalesByte OTHERS = ScriptedSalesByte.start();
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    static Path folder;

    private static BridgeUnderTest bridge;
    private static BridgeClient client;
    private int events;

    @BeforeAll
    static void writeTheFilesOfThePageAndStart() throws IOException {
        MAIL.start();
        MAIL.setUser("sales@example.com", "bridge", "mail-password");
        BridgeHome home = new BridgeHome(folder)
                .live(SALESBYTE.url())
                .set("partner.url", OTHERS.url() + "/partner")
                .set("partner.token", "partner-token")
                .set("slack.secret-url", OTHERS.url() + "/slack")
                .set("crm.url", OTHERS.url() + "/crm")
                .set("crm.token", "crm-token")
                .set("mail.host", "127.0.0.1")
                .set("mail.port", String.valueOf(MAIL.getSmtp().getPort()))
                .set("mail.from", "bridge@example.com")
                .set("mail.to", "sales@example.com")
                .set("mail.user", "bridge")
                .set("mail.password", "mail-password");
        for (Recipe recipe : Recipe.of(PAGE)) {
            for (Recipe.Block block : recipe.blocks()) {
                if (block.file().equals("application.properties")) {
                    block.text().lines().map(line -> line.split("=", 2)).forEach(line -> home.set(line[0], line[1]));
                } else {
                    write(block);
                }
            }
        }
        FILES.keySet().stream()
                .filter(file -> file.startsWith("routes/sources/"))
                .map(file -> file.replaceFirst(".*/", "").replace(".camel.yaml", ""))
                .forEach(source -> home.set(source + ".secret", "token"));
        bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"));
        client = bridge.client();
    }

    private static void write(Recipe.Block block) throws IOException {
        assertThat(block.file()).as("the file of\n" + block.text()).startsWith("routes/");
        assertThat(FILES).as("one block a file").doesNotContainKey(block.file());
        FILES.put(block.file(), block.text());
        Path file = folder.resolve(block.file());
        assertThat(file).as("a file of the page's own").doesNotExist();
        Files.writeString(file, block.text());
    }

    @AfterAll
    static void stop() {
        bridge.close();
        MAIL.stop();
        SALESBYTE.close();
        OTHERS.close();
    }

    @Test
    void keepsTheRulesOfRouteFiles() {
        RouteFolder routes = RouteFolder.at(folder.resolve("routes"));
        CheckSchema schema = new CheckSchema();
        CheckEndpoints endpoints = new CheckEndpoints();
        List<RouteFile> own = routes.files().stream()
                .filter(file -> FILES.containsKey("routes/" + file.name()))
                .toList();
        assertThat(own).hasSizeGreaterThanOrEqualTo(11).allSatisfy(file -> {
            assertThat(schema.faults(file)).as(file.name()).isEmpty();
            assertThat(endpoints.faults(file)).as(file.name()).isEmpty();
        });
    }

    @Test
    void tellsAPartnerWithItsTokenAgainUntilItIsReceived() {
        OTHERS.answers(503, "");
        String id = delivered("partner-form", "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}");
        await().until(() -> told("/partner", id).size() == 1);
        await().until(() -> {
            bridge.advance(Duration.ofSeconds(10));
            return told("/partner", id).size() == 2;
        });
        Received message = told("/partner", id).get(1);
        assertThat(message.headers()).containsEntry("authorization", "Bearer partner-token");
        assertThat(message.json().getString("type")).isEqualTo("lead.delivered");
    }

    @Test
    void saysAWordInSlack() {
        String id = delivered("slack-form", "{\"name\":\"<!channel> \\\",\\\"x\\\":\\\"Eva & Co\"}");
        String word = awaitWord("Eva");
        assertThat(word)
                .startsWith("New lead: &lt;!channel> \",\"x\":\"Eva &amp; Co <https://app.salesbyte.example/")
                .endsWith("|open in SalesByte>");
        assertThat(client.lead(id).path("state").asText()).isEqualTo("delivered");
        String failed = post("slack-form", "{\"message\":\"from nobody\"}");
        client.awaitState(failed, "failed");
        assertThat(awaitWord(failed)).startsWith("A lead needs you (validation): http");
    }

    @Test
    void mailsWhenALeadFails() throws MessagingException {
        delivered("mail-form", "{\"name\":\"Ada\",\"email\":\"well@example.com\"}");
        String failed = post("mail-form", "{\"message\":\"from nobody\"}");
        client.awaitState(failed, "failed");
        assertThat(MAIL.waitForIncomingEmail(10_000, 1)).isTrue();
        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("A lead needs you");
        assertThat(mail.getAllRecipients()[0]).hasToString("sales@example.com");
        assertThat(GreenMailUtil.getBody(mail)).contains("Lead " + failed + " of mail-form: validation");
        assertThat(MAIL.getReceivedMessages()).hasSize(1);
    }

    @Test
    void writesBackToTheCrm() {
        String id = delivered("crm", "{\"id\":9007199254740993,\"name\":\"Ada\"}");
        await().until(() -> !OTHERS.received().stream()
                .filter(r -> r.path().equals("/crm/notes"))
                .toList()
                .isEmpty());
        Received note = OTHERS.received().stream()
                .filter(r -> r.path().equals("/crm/notes"))
                .findFirst()
                .orElseThrow();
        assertThat(note.headers()).containsEntry("authorization", "Bearer crm-token");
        assertThat(note.json().getString("contactId")).isEqualTo("9007199254740993");
        assertThat(note.json().getString("note"))
                .isEqualTo("Quote " + client.lead(id).path("salesbyteId").asText() + " in SalesByte");
    }

    @Test
    void sendsTheNorthToItsOwnProfile() {
        String north = delivered("by-region", "{\"name\":\"Ada\",\"region\":\"Norrbotten\"}");
        String south = delivered("by-region", "{\"name\":\"Bo\",\"region\":\"Skåne\"}");
        assertThat(client.lead(north).at("/request/quote_profile_id").asInt()).isEqualTo(12);
        assertThat(client.lead(south).at("/request/quote_profile_id").asInt()).isEqualTo(7);
    }

    @Test
    void sendsNoSpam() {
        String spam = post("honeypot", "{\"name\":\"Robot\",\"website_2\":\"http://spam.example\"}");
        JsonNode skipped = client.awaitState(spam, "skipped");
        assertThat(skipped.toString()).contains("spam");
        delivered("honeypot", "{\"name\":\"Ada\",\"website_2\":\"\"}");
        delivered("honeypot", "{\"name\":\"Bo\"}");
    }

    @Test
    void goesToSeveralPlaces() {
        String id = delivered("everywhere", "{\"name\":\"Everywoman\"}");
        await().until(() -> told("/partner", id).size() == 1);
        assertThat(awaitWord("Everywoman")).startsWith("New lead");
    }

    @Test
    void coversEverySectionOfThePage() {
        assertThat(Recipe.of(PAGE).stream().map(Recipe::title))
                .containsExactly(
                        "A second callback",
                        "A word in Slack",
                        "An e-mail when a lead fails",
                        "Writing back to the CRM",
                        "Another SalesByte profile by answer",
                        "Filtering spam",
                        "Fan-out: one event, several places");
    }

    private static String awaitWord(String with) {
        return await().until(
                        () -> OTHERS.received().stream()
                                .filter(request -> request.path().equals("/slack"))
                                .map(request -> request.json().getString("text"))
                                .filter(text -> text.contains(with))
                                .findFirst()
                                .orElse(""),
                        text -> !text.isEmpty());
    }

    private static List<Received> told(String path, String lead) {
        return OTHERS.received().stream()
                .filter(request -> request.path().equals(path)
                        && request.json()
                                .getJsonObject("data")
                                .getJsonObject("lead")
                                .getString("id")
                                .equals(lead))
                .toList();
    }

    private String delivered(String source, String json) {
        String id = post(source, json);
        client.awaitState(id, "delivered");
        return id;
    }

    private String post(String source, String json) {
        String event = json.replaceFirst("\\{", "{\"n\":\"" + source + ++events + "\",");
        BridgeClient.Reply reply =
                client.post("/webhooks/" + source + "?token=token", event, "Content-Type", "application/json");
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        return reply.leadId();
    }
}
