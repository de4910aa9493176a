package se.salesbyte.bridge.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;

/** A secret that a provider brings, on a bridge that is live: only where somebody asked for it. */
class AgreedSecretTest {
    private static final String PATH = "/webhooks/less-annoying-crm";
    private static final Instant NOW = Instant.parse("2026-11-20T09:15:00Z");

    @TempDir
    Path folder;

    @Test
    void isNotTakenFromAStranger() throws GeneralSecurityException {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home(""), NOW)) {
            assertThat(brings(bridge.client(), "a-strangers")).isEqualTo(503);
            assertThat(posts(bridge.client(), "a-strangers")).isEqualTo(503);
        }
    }

    @Test
    void isTakenOnceWhereItIsAskedForAndForgottenWhereItIsNoMore() throws GeneralSecurityException {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home("handshake"), NOW)) {
            assertThat(posts(bridge.client(), "the-first")).isEqualTo(503);
            assertThat(brings(bridge.client(), "the-first")).isEqualTo(200);
            assertThat(brings(bridge.client(), "another")).isEqualTo(401);
            assertThat(posts(bridge.client(), "the-first")).isEqualTo(202);
            assertThat(posts(bridge.client(), "another")).isEqualTo(401);
        }
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home("handshake"), NOW)) {
            assertThat(posts(bridge.client(), "the-first")).isEqualTo(200);
        }
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home(""), NOW)) {
            assertThat(posts(bridge.client(), "the-first")).isEqualTo(503);
        }
        try (BridgeUnderTest bridge = BridgeUnderTest.start(home("handshake"), NOW)) {
            assertThat(brings(bridge.client(), "another")).isEqualTo(200);
        }
    }

    private BridgeHome home(String secret) {
        return new BridgeHome(folder).live("http://127.0.0.1:9").set("less-annoying-crm.secret", secret);
    }

    private static int brings(BridgeClient client, String secret) {
        return client.post(PATH, "", "X-Hook-Secret", secret).status();
    }

    private static int posts(BridgeClient client, String secret) throws GeneralSecurityException {
        String body = "{\"TriggeringEvent\":\"Contact.Create\",\"Contacts\":[{\"ContactId\":\"7\"}]}";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        return client.post(PATH, body, "Content-Type", "application/json", "X-Hook-Signature", signature)
                .status();
    }
}
