package se.salesbyte.bridge.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.RawHttp;
import se.salesbyte.bridge.testing.RawHttp.Answer;

/** What no well-behaved sender does, byte for byte on a socket. */
@TestInstance(Lifecycle.PER_CLASS)
class RawSocketTest {
    private static final String FORM =
            """
            POST /webhooks/form?token=sandbox HTTP/1.1
            Host: bridge
            Content-Type: application/x-www-form-urlencoded
            """;
    private static final int BUDGET = 256 * 1024;
    private static final int MAX_BODY = 96 * 1024;

    private BridgeHome home;
    private BridgeUnderTest bridge;
    private BridgeClient client;

    @BeforeAll
    void start(@TempDir Path folder) {
        home = new BridgeHome(folder)
                .set("bridge.intake.timeout", "1s")
                .set("bridge.intake.body-budget", String.valueOf(BUDGET))
                .set("bridge.intake.max-body", String.valueOf(MAX_BODY));
        bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"));
        client = bridge.client();
    }

    @AfterAll
    void stop() {
        bridge.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 12;Transfer-Encoding: chunked, 400",
        "Transfer-Encoding: chunked;Content-Length: 12, 400",
        "Content-Length: 12;Content-Length: 13,         400",
        "Content-Length: -1,                            400",
        "Content-Length: 1e2,                           400",
        "Content-Length: 99999999999999999999,          400",
        "Transfer-Encoding: gzip,                       400",
        "Transfer-Encoding: xchunked,                   400",
        "Transfer-Encoding: chunked;Transfer-Encoding: identity, 400",
        "Transfer-Encoding: chunked;Transfer-Encoding: gzip, 400",
        "Transfer-Encoding: gzip; chunked,              400", // as the line stands, a parameter of gzip
        "Transfer-Encoding : chunked,                   400",
        "'Bad Name: 1;Content-Length: 0',               400",
    })
    void refusesALengthThatTwoReadersMayReadDifferently(String headers, int status) {
        String smuggled = "POST /webhooks/form?token=sandbox HTTP/1.1\nHost: bridge\nContent-Length: 0\n\n";
        try (RawHttp raw = connect()) {
            raw.send(FORM + headers.replace(';', '\n') + "\n\n0\n\n" + smuggled);
            assertThat(raw.answer().status()).isEqualTo(status);
            assertThat(raw.isClosed())
                    .as("nothing after it is taken for a request")
                    .isTrue();
        }
    }

    @Test
    void refusesTwoLengthsHoweverTheVersionIsWritten() {
        try (RawHttp raw = connect()) {
            raw.send(FORM.replace("HTTP/1.1", "hTTP/1.1") + "Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n");
            assertThat(raw.answer().status()).isBetween(400, 505);
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void takesNoChunksInHttp10() {
        try (RawHttp raw = connect()) {
            raw.send(FORM.replace("HTTP/1.1", "HTTP/1.0") + "Transfer-Encoding: chunked\n\n5\nname=\n0\n\n");
            assertThat(raw.answer().status()).isEqualTo(400);
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void takesNothingMoreAfterItHasGivenUp() {
        try (RawHttp raw = connect()) {
            assertThat(raw.send(FORM + "Content-Length: 20\n\nname=Slow")
                            .answer()
                            .status())
                    .isEqualTo(408);
            raw.send("0123456789a" + FORM + "Content-Length: 9\n\nname=More");
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void closesAConnectionThatNeverReads() {
        try (RawHttp raw = connect()) {
            byte[] requests = "GET /nothing HTTP/1.1\r\nHost: bridge\r\n\r\n"
                    .repeat(2_000)
                    .getBytes(US_ASCII);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 2_000; i++) {
                            raw.send(requests);
                        }
                    })
                    .as("200 MB of requests, and no answer read")
                    .isInstanceOf(UncheckedIOException.class);
        }
        assertThat(client.postForm("sandbox", "{\"name\":\"Still There\"}").status())
                .isEqualTo(202);
    }

    @Test
    void refusesWhatIsNoHttp() {
        try (RawHttp raw = connect()) {
            Answer answer = raw.send("\u0016\u0003\u0001 hello there\n\n").answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void speaksNoHttp2WithoutTls() {
        try (RawHttp raw = connect()) {
            assertThat(raw.send("PRI * HTTP/2.0\n\nSM\n\n").answer().status()).isEqualTo(501);
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void endsAFloodOfHeaders() {
        try (RawHttp raw = connect()) {
            StringBuilder head = new StringBuilder(FORM);
            for (int i = 0; i < 1_000; i++) {
                head.append("X-Flood-").append(i).append(": 0123456789\n");
            }
            assertThat(raw.send(head.toString()).answer().status()).isEqualTo(431);
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void endsAnEndlessUrl() {
        try (RawHttp raw = connect()) {
            String url = "/webhooks/form?token=" + "x".repeat(8_000);
            Answer answer =
                    raw.send("POST " + url + " HTTP/1.1\nHost: bridge\n\n").answer();
            assertThat(answer.status()).isEqualTo(414);
            assertThat(answer.body()).contains("URL too long").doesNotContain("xxx");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/%zz", "/webhooks/form%2f..", "//webhooks/form", "/webhooks/form/x", "*"})
    void knowsNoSourceBehindAnOddPath(String path) {
        try (RawHttp raw = connect()) {
            Answer answer = raw.send("POST " + path + " HTTP/1.1\nHost: bridge\nContent-Length: 0\n\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/form/?token=sandbox", "http://bridge/webhooks/form?token=sandbox"})
    void takesAPathThatIsMeantWell(String target) {
        try (RawHttp raw = connect()) {
            String body = "name=Meant+Well+" + target.length();
            Answer answer = raw.send("POST " + target + " HTTP/1.1\nHost: bridge\n"
                            + "Content-Type: application/x-www-form-urlencoded\nContent-Length: " + body.length()
                            + "\n\n" + body)
                    .answer();
            assertThat(answer.status()).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing at all
                "POST /webhooks/form", // half a line
                "POST /webhooks/form?token=sandbox HTTP/1.1\nHost: bridge\nX-Half: ", // half a head
            })
    void closesAConnectionThatBringsNoRequest(String start) {
        try (RawHttp raw = connect()) {
            assertThat(raw.send(start).isClosed()).isTrue();
        }
    }

    @Test
    void givesUpOnASlowBody() {
        try (RawHttp raw = connect()) {
            Answer answer = raw.send(FORM + "Content-Length: 100\n\nname=Slow").answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(raw.isClosed()).isTrue();
        }
        try (RawHttp raw = connect()) {
            Answer answer = raw.send(FORM + "Transfer-Encoding: chunked\n\n9\nname=Slow\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @Test
    void refusesAnAnnouncedLengthBeforeTheBody() {
        try (RawHttp raw = connect()) {
            assertThat(raw.send(FORM + "Content-Length: " + (MAX_BODY + 1) + "\n\n")
                            .answer()
                            .status())
                    .isEqualTo(413);
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"})
    void countsAChunkedBodyOfAnyType(String type) {
        try (RawHttp raw = connect()) {
            raw.send("POST /webhooks/form?token=sandbox HTTP/1.1\nHost: bridge\nContent-Type: " + type
                    + "\nTransfer-Encoding: chunked\n\n");
            String chunk = "x".repeat(32 * 1024);
            for (int sent = 0; sent <= MAX_BODY; sent += chunk.length()) {
                raw.send("8000\n" + chunk + "\n");
            }
            assertThat(raw.answer().status()).isEqualTo(413);
        }
    }

    @Test
    void holdsNoMoreBodiesThanItsBudgetAllows() {
        List<RawHttp> senders = new ArrayList<>();
        try {
            byte[] almost = ("name=" + "x".repeat(MAX_BODY - 10)).getBytes(US_ASCII);
            for (int i = 0; i < BUDGET / MAX_BODY; i++) {
                RawHttp sender = connect();
                senders.add(sender.send(FORM + "Content-Length: " + MAX_BODY + "\n\n"));
                sender.send(almost);
            }
            try (RawHttp next = connect()) {
                next.send(FORM + "Content-Length: " + MAX_BODY + "\n\n").send(almost);
                Answer answer = next.answer();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers()).containsKey("retry-after");
            }
        } finally {
            senders.forEach(RawHttp::close);
        }
        await().untilAsserted(() -> assertThat(client.postForm("sandbox", "{\"name\":\"" + "y".repeat(64_000) + "\"}")
                        .status())
                .as("what broken-off bodies took is given back")
                .isLessThan(300));
    }

    @Test
    void answersTwoRequestsThatCameAtOnce() {
        try (RawHttp raw = connect()) {
            String first = "name=First+In+Line";
            String second = "name=Second+In+Line";
            raw.send(FORM + "Content-Length: " + first.length() + "\n\n" + first + FORM + "Content-Length: "
                    + second.length() + "\n\n" + second);
            assertThat(List.of(raw.answer().status(), raw.answer().status())).containsOnly(202);
        }
    }

    @Test
    void letsNoNameOfCamelThroughFromHeaderFieldOrQuery() {
        String body = "name=Eve+Adams&CamelHttpUri=http%3A%2F%2Fevil.example&Set-Cookie=a%3Db&breadcrumbId=1";
        try (RawHttp raw = connect()) {
            Answer answer = raw.send(
                            "POST /webhooks/form?token=sandbox&CamelHttpUri=http://evil.example&CamelFileName=x"
                                    + " HTTP/1.1\nHost: bridge\nCamelHttpUri: http://evil.example\n"
                                    + "CamelHttpMethod: DELETE\ncamelhttppath: /evil\norg.apache.camel.evil: 1\n"
                                    + "Content-Type: application/x-www-form-urlencoded\nContent-Length: "
                                    + body.length()
                                    + "\n\n" + body)
                    .answer();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.headers()).containsOnlyKeys("content-type", "content-length");
            String id = answer.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
            JsonNode lead = client.awaitState(id, "delivered");
            assertThat(lead.path("request").toString()).doesNotContain("evil", "Camel");
        }
    }

    @Test
    void echoesNothingWhateverItAnswers() {
        List<String> requests = List.of(
                FORM.replace("sandbox", "echo-me")
                        + "X-Echo: echo-me\nCookie: echo-me\nContent-Length: 12\n\nname=echo-me",
                FORM.replace("x-www-form-urlencoded", "echo-me") + "Content-Length: 7\n\necho-me",
                "POST /webhooks/echo-me HTTP/1.1\nHost: echo-me\nContent-Length: 0\n\n",
                "PATCH /webhooks/form HTTP/1.1\nHost: echo-me\nX-Echo: echo-me\nContent-Length: 0\n\n",
                "POST /webhooks/form?token=sandbox HTTP/1.1\nHost: bridge\nContent-Type: application/json\n"
                        + "Content-Length: 9\n\n{echo-me:",
                "POST /webhooks/form HTTP/1.1\nHost: echo-me echo-me\nContent-Length: 0\n\n");
        for (String request : requests) {
            try (RawHttp raw = connect()) {
                Answer answer = raw.send(request).answer();
                assertThat(answer.status()).isBetween(400, 499);
                assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
                assertThat(answer.headers() + answer.body()).doesNotContainIgnoringCase("echo-me");
            }
        }
    }

    private RawHttp connect() {
        return RawHttp.to(home.webhooks());
    }
}
