package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** By which ways a person hears of a lead, and of the bridge itself, and what they read. */
@SuppressWarnings("NullAway.Init") // each test starts its own bridge, once it has set what it needs
class NotifyingTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private final ScriptedSalesByte salesByte = ScriptedSalesByte.start();
    private final ScriptedSalesByte receiver = ScriptedSalesByte.start();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private int port; // of the mail server; 0: there is none
    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @AfterEach
    void stop() {
        bridge.close();
        mail.stop();
        salesByte.close();
        receiver.close();
    }

    @Test
    void mailsBesideTheWebhookWhatHappenedAndWhatToDo() throws MessagingException {
        startMail();
        start("bridge.notify.url", receiver.url() + "/notify");
        String lead = fail();

        await().until(() -> mail.getReceivedMessages().length >= 2); // waiting of its own counts from now on
        MimeMessage message = mail.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("A lead of form failed");
        assertThat(message.getFrom()[0]).hasToString("bridge@example.com");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("Message-ID")[0]).endsWith("@salesbyte-bridge>");
        assertThat(GreenMailUtil.getBody(message).replace("\r", "").strip())
                .isEqualTo("Lead " + lead + " of form: SalesByte rejected it (422).\n"
                        + "Fields: customer_email.\n"
                        + "Received Fri 20 Nov 2026 13:00 CET.\n"
                        + "What to do: see in the console what SalesByte says, change the field and replay the lead.\n\n"
                        + home.management() + "/leads/" + lead);
        await().until(() -> receiver.received().size() == 1);
        assertThat(receiver.received().get(0).json().getString("type")).isEqualTo("lead.failed");
    }

    @Test
    void triesAMailAgainWhileTheServerIsAway() {
        startMail();
        mail.stop();
        start("bridge.retry.schedule", "1h,1h");
        client.awaitLead(fail(), lead -> lead.toString().contains("MailConnectException"));

        GreenMail back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        back.start();
        back.setUser("bridge@example.com", "bridge", "mail-password");
        bridge.advance(Duration.ofMinutes(80));
        await().until(() -> back.getReceivedMessages().length >= 1);
        back.stop();
    }

    @Test
    void speaksToSlack() {
        start("bridge.notify.url", receiver.url() + "/slack", "bridge.notify.format", "slack");
        String lead = fail();
        await().until(() -> receiver.received().size() == 1);
        JsonObject message = receiver.received().get(0).json();
        assertThat(message.fieldNames()).containsExactly("text");
        assertThat(message.getString("text"))
                .startsWith("*A lead of form failed*\nLead " + lead + " of form: SalesByte rejected it (422).\n")
                .endsWith("\n<" + home.management() + "/leads/" + lead + "|Open the console>")
                .doesNotContain("ada@example.com", "Ada");
    }

    @Test
    void speaksToTeams() {
        start("bridge.notify.url", receiver.url() + "/teams", "bridge.notify.format", "teams");
        for (int i = 0; i < 10; i++) {
            client.postForm("wrong", "{\"name\":\"" + i + "\"}");
        }
        await().until(() -> receiver.received().size() == 1);
        JsonObject message = receiver.received().get(0).json();
        assertThat(message.getString("type")).isEqualTo("message");
        JsonObject attachment = message.getJsonArray("attachments").getJsonObject(0);
        assertThat(attachment.getString("contentType")).isEqualTo("application/vnd.microsoft.card.adaptive");
        JsonObject card = attachment.getJsonObject("content");
        assertThat(card.getString("type")).isEqualTo("AdaptiveCard");
        assertThat(card.getString("version")).isEqualTo("1.4");
        JsonArray body = card.getJsonArray("body");
        assertThat(body.getJsonObject(0).getString("text")).isEqualTo("form: its requests are refused");
        assertThat(body).allSatisfy(block -> assertThat(((JsonObject) block).getString("type"))
                .isEqualTo("TextBlock"));
        assertThat(card.getJsonArray("actions").getJsonObject(0).getString("type"))
                .isEqualTo("Action.OpenUrl");
    }

    private void startMail() {
        mail.start();
        port = mail.getSmtp().getPort();
        mail.setUser("bridge@example.com", "bridge", "mail-password");
    }

    private void start(String... settings) {
        home = new BridgeHome(folder).live(salesByte.url());
        for (int i = 0; i < settings.length; i += 2) {
            home.set(settings[i], settings[i + 1]);
        }
        if (port != 0) {
            home.set("bridge.notify.email", "maj@example.com, bo@example.com")
                    .set("bridge.mail.host", "127.0.0.1")
                    .set("bridge.mail.port", String.valueOf(port))
                    .set("bridge.mail.tls", "none")
                    .set("bridge.mail.user", "bridge")
                    .set("bridge.mail.password", "mail-password")
                    .set("bridge.mail.from", "bridge@example.com");
        }
        bridge = BridgeUnderTest.start(home, NOON);
        client = bridge.client();
    }

    private String fail() {
        salesByte.answers(422, "{\"message\":\"no\",\"errors\":{\"customer_email\":[\"ada@example.com is odd\"]}}");
        String lead = client.postForm("form-token", "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}")
                .leadId();
        client.awaitState(lead, "failed");
        return lead;
    }
}
