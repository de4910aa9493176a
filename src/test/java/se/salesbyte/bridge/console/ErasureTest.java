package se.salesbyte.bridge.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static se.salesbyte.bridge.testing.Events.NOON;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** Erasing a person from a running bridge. */
class ErasureTest {
    private static final String ADA =
            "{\"name\":\"Ada Lovelace\",\"email\":\"Ada.L@example.com\",\"phone\":\"070-174 06 05\","
                    + "\"message\":\"Hello from Ada Lovelace\"}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email=ada.l%40EXAMPLE.com",
                "phone=%2B46701740605",
                "phone=0701740605",
                "phone=0046%2070%20174%2006%2005"
            })
    void leavesNothingOfThemOnDisk(String whom) throws IOException {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), NOON)) {
            BridgeClient client = bridge.client();
            String ada = client.postForm("sandbox", ADA).leadId();
            String grace = client.postForm("sandbox", "{\"name\":\"Grace Hopper\",\"email\":\"grace@example.com\"}")
                    .leadId();
            client.awaitState(ada, "delivered");
            client.awaitState(grace, "delivered");
            assertThat(disk()).contains("Ada.L@example.com", "Ada Lovelace");

            BridgeClient.Reply reply = client.call("DELETE", "/api/leads?" + whom, "");

            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(reply.json().path("erased").asInt()).isEqualTo(1);
            assertThat(disk())
                    .doesNotContainIgnoringCase("ada.l@example.com")
                    .doesNotContain("Lovelace", "0701740605", "701740605", "070-174 06 05")
                    .contains("Grace Hopper");
            assertThat(client.lead(ada).path("state").asText()).isEqualTo("erased");
            assertThat(client.lead(ada).path("customer").path("name").isNull()).isTrue();
            assertThat(client.lead(ada).path("payload").isNull()).isTrue();
            assertThat(client.postForm("sandbox", ADA).json().path("status").asText())
                    .isEqualTo("duplicate");
            assertThat(client.call("DELETE", "/api/leads?" + whom, "")
                            .json()
                            .path("erased")
                            .asInt())
                    .isZero();
        }
    }

    /** The mapping finds no customer in these; the payload names one all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"other\":{\"deep\":[\"ada.l\\u0040example.com\"]}}",
                "{\"other\":\"{\\\"mail\\\":\\\"ada.l\\\\u0040example.com\\\"}\"}",
                "{\"other\":\"mailto:ada.l%40example.com?subject=x\"}",
                "{\"other\":\"Write to ADA.L@example.com.\"}"
            })
    void findsThemInPayloadsThatWereNotMapped(String payload) throws IOException {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), NOON)) {
            BridgeClient client = bridge.client();
            String id = client.postForm("sandbox", payload).leadId();
            client.awaitState(id, "failed");
            client.postForm("sandbox", "{\"other\":\"ada.l@example.com.au and xada.l@example.com\"}");

            BridgeClient.Reply reply = client.call("DELETE", "/api/leads?email=ada.l@example.com", "");

            assertThat(reply.json().path("erased").asInt()).as(reply.body()).isEqualTo(1);
            assertThat(client.lead(id).path("state").asText()).isEqualTo("erased");
        }
    }

    /** All the places where a person is kept: found for export, gone after erasure, and in no line of the log at any time. */
    @Test
    void leavesNothingInMessagesRefusedRequestsReplaysAndTheLog() throws IOException {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        try (ScriptedSalesByte receiver = ScriptedSalesByte.start();
                BridgeUnderTest bridge = BridgeUnderTest.start(
                        new BridgeHome(folder)
                                .set("bridge.callback.url", receiver.url())
                                .set("bridge.notify.url", receiver.url()),
                        NOON)) {
            BridgeClient client = bridge.client();
            String ada = client.postForm("sandbox", ADA).leadId();
            client.awaitState(ada, "delivered");
            String failed = client.postForm("sandbox", "{\"email\":\"no address\",\"message\":\"failed\"}")
                    .leadId();
            client.awaitState(failed, "failed");
            String fields =
                    "{\"fields\":{\"customer_name\":\"Ada Lovelace\",\"customer_email\":\"ada.l@example.com\"}}";
            client.call("POST", "/api/leads/" + failed + "/replay", fields);
            client.awaitState(failed, "delivered");
            client.postForm("wrong", ADA);
            assertThat(client.postForm("sandbox", "no json of ada.l@example.com")
                            .status())
                    .isEqualTo(400);
            String grace = client.postForm("sandbox", "{\"name\":\"Grace Hopper\",\"email\":\"grace@example.com\"}")
                    .leadId();
            client.awaitState(grace, "delivered");
            String mention = "{\"force\":true,\"reason\":\"a friend of ada.l@example.com\"}";
            client.call("POST", "/api/leads/" + grace + "/replay", mention);
            client.awaitLead(grace, lead -> lead.path("attempts").size() == 2);
            client.awaitState(grace, "delivered");

            String whom = "email=ada.l@example.com";
            JsonNode person = client.manage("/api/persons?" + whom).json();
            assertThat(person.path("leads"))
                    .extracting(lead -> lead.path("id").asText())
                    .containsExactly(ada, failed);
            assertThat(person.at("/leads/0/payload/message").asText()).isEqualTo("Hello from Ada Lovelace");
            assertThat(person.at("/leads/0/messages/0/payload/data/customer/email")
                            .asText())
                    .isEqualTo("Ada.L@example.com");
            assertThat(person.at("/leads/0/answers/0/answer/id").isMissingNode())
                    .isFalse();
            assertThat(person.at("/leads/1/runs/0/fields/customer_name").asText())
                    .isEqualTo("Ada Lovelace");
            assertThat(person.path("refused")).hasSize(2);
            assertThat(person.path("mentions").toString()).contains("a friend of ada.l@example.com", grace);
            assertThat(person.toString()).doesNotContain("Grace", "Bearer wrong");
            assertThat(client.manage("/api/persons?phone=0701740605").json().path("leads"))
                    .hasSize(1);

            assertThat(client.call("DELETE", "/api/leads?" + whom, "")
                            .json()
                            .path("erased")
                            .asInt())
                    .isEqualTo(2);

            assertThat(disk())
                    .doesNotContainIgnoringCase("ada.l@example.com")
                    .doesNotContainIgnoringCase("ada.l%40example.com")
                    .doesNotContain("Lovelace", "lovelace", "701740605", "070-174 06 05")
                    .contains("Grace Hopper");
            assertThat(client.manage("/api/persons?" + whom).json().findValuesAsText("id"))
                    .isEmpty();
            assertThat(log.list)
                    .isNotEmpty()
                    .extracting(ErasureTest::whole)
                    .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("ada.l@")
                            || line.contains("Lovelace")
                            || line.contains("1740605"));
        } finally {
            root.detachAppender(log);
        }
    }

    private static String whole(ILoggingEvent event) {
        return event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    @Test
    void waitsForALeadThatIsBeingDelivered() {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start().takes(3_000);
                BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder).live(salesByte.url()), NOON)) {
            BridgeClient client = bridge.client();
            String id = client.postForm("form-token", ADA).leadId();
            client.awaitState(id, "delivering");

            BridgeClient.Reply reply = client.call("DELETE", "/api/leads?email=ada.l@example.com", "");

            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.json().path("detail").asText()).contains(id);
            client.awaitState(id, "delivered");
            assertThat(client.call("DELETE", "/api/leads?email=ada.l@example.com", "")
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "email=", "email=ada", "phone=123", "email=a@b.se&phone=0701740605", "name=Ada"})
    void asksForOnePerson(String whom) {
        try (BridgeUnderTest bridge = BridgeUnderTest.start(new BridgeHome(folder), NOON)) {
            BridgeClient.Reply reply = bridge.client().call("DELETE", "/api/leads?" + whom, "");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        }
    }

    private String disk() throws IOException {
        StringBuilder bytes = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            List<Path> all = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("sqlitejdbc"))
                    .toList();
            assertThat(all).extracting(file -> file.getFileName().toString()).contains("sandbox.db");
            for (Path file : all) {
                bytes.append(Files.readString(file, ISO_8859_1));
            }
        }
        return bytes.toString();
    }
}
