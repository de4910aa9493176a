package se.salesbyte.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static se.salesbyte.bridge.testing.RawServer.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.RawServer;

/**
 * Every answer that SalesByte, or what stands before it, may give, byte by byte over HTTP. The bridge makes one call at a
 * time: an answer that held its slot would hold up all tests after it.
 */
class OutcomeTest {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=UTF-8";
    private static final String PAGE = "<html><body><h1>Just a page</h1></body></html>";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    static Path folder;

    private static RawServer salesByte;
    private static BridgeUnderTest bridge;
    private static BridgeClient client;

    @BeforeAll
    static void start() {
        salesByte = RawServer.start();
        BridgeHome home = new BridgeHome(folder)
                .live(salesByte.url())
                .set("salesbyte.timeout", "2s")
                .set("salesbyte.max-concurrency", "1")
                .set("salesbyte.configuration-limit", "1000")
                .set("bridge.retry.schedule", "30d,30d");
        bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"));
        client = bridge.client();
    }

    @AfterAll
    static void stop() {
        bridge.close();
        salesByte.close();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # created
            200 | application/json | {"id":123}             | delivered |
            201 | application/json | {"id":"q-1","links":{}} | delivered |
            200 | text/html        | {"id":123}             | delivered |
            # accepted, but as what
            200 | text/plain       | Quote created          | unknown   | unknown-outcome
            200 | text/html        | <html>OK</html>        | unknown   | unknown-outcome
            200 | application/json | ''                     | unknown   | unknown-outcome
            202 | application/json | {}                     | unknown   | unknown-outcome
            200 | application/json | [{"id":1}]             | unknown   | unknown-outcome
            200 | application/json | {"id":null}            | unknown   | unknown-outcome
            200 | application/json | {"id":""}              | unknown   | unknown-outcome
            200 | application/json | {"id":{"value":1}}     | unknown   | unknown-outcome
            200 | application/json | {"id":[1]}             | unknown   | unknown-outcome
            200 | application/json | {"id":false}           | unknown   | unknown-outcome
            200 | application/json | "created"              | unknown   | unknown-outcome
            200 | application/json | {"id":1                | unknown   | unknown-outcome
            299 | application/json | {"data":{"id":1}}      | unknown   | unknown-outcome
            # not now
            408 | text/html        | <p>Timeout</p>         | retrying  |
            425 | text/plain       | Too Early              | retrying  |
            429 | application/json | {"message":"Too Many Attempts."} | retrying |
            503 | text/html        | <p>Maintenance</p>     | retrying  |
            # trouble: tried again unless salesbyte.on-server-error says otherwise
            500 | application/json | {"message":"Server Error"} | retrying |
            501 | text/html        | <p>Not here</p>        | retrying  |
            502 | text/html        | <p>Bad Gateway</p>     | retrying  |
            504 | text/html        | <p>Gateway Timeout</p> | retrying  |
            507 | text/plain       | Insufficient Storage   | retrying  |
            520 | text/html        | <p>Unknown error</p>   | retrying  |
            599 | text/plain       | ''                     | retrying  |
            # an id in a failure is no success
            500 | application/json | {"id":123}             | retrying  |
            # wrong uuid, profile, salesperson or address
            401 | application/json | {"message":"Unauthenticated."} | failed | configuration
            403 | text/html        | <h1>Challenge</h1>     | failed    | configuration
            404 | application/json | {"message":""}         | failed    | configuration
            300 | text/html        | <p>Choices</p>         | failed    | configuration
            # this lead is not taken
            400 | application/json | {"message":"Bad"}      | failed    | rejected
            402 | text/plain       | Pay                    | failed    | rejected
            405 | application/json | {"message":"The GET method"} | failed | rejected
            409 | text/html        | <p>Conflict</p>        | failed    | rejected
            410 | text/plain       | Gone                   | failed    | rejected
            413 | text/html        | <p>Too large</p>       | failed    | rejected
            415 | text/html        | <p>No such type</p>    | failed    | rejected
            418 | text/plain       | teapot                 | failed    | rejected
            419 | application/json | {"message":"CSRF token mismatch."} | failed | rejected
            422 | application/json | {"message":"Invalid"}  | failed    | rejected
            422 | text/html        | <p>Invalid</p>         | failed    | rejected
            422 | application/json | {"id":123}             | failed    | rejected
            451 | text/plain       | No                     | failed    | rejected
            """)
    void statusDecides(int status, String type, String body, String state, @Nullable String reason) {
        salesByte.says(status == 429 ? answer(status, type, body, "Retry-After: 1") : answer(status, type, body));
        assertThat(outcome()).isEqualTo(state + " " + (reason == null ? "" : reason) + " " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        int before = salesByte.requests();
        salesByte.says(answer(status, HTML, PAGE, "Location: " + salesByte.url() + "/elsewhere"));
        assertThat(outcome()).isEqualTo("failed configuration " + status);
        assertThat(salesByte.requests()).isEqualTo(before + 1);
    }

    static Stream<Arguments> cutAnswers() {
        String json = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
        String rejected = "HTTP/1.1 422 No\r\nContent-Type: application/json\r\n";
        return Stream.of(
                arguments("nothing", "", "unknown unknown-outcome null"),
                arguments("a cut status line", "HTTP/1.1 2", "unknown unknown-outcome null"),
                arguments("cut headers", json, "unknown unknown-outcome 200"),
                arguments("another protocol", "SSH-2.0-OpenSSH_9.6\r\n", "unknown unknown-outcome null"),
                arguments(
                        "a cut body",
                        json + "Content-Length: 500\r\n\r\n{\"id\":1,\"li",
                        "unknown unknown-outcome 200"),
                arguments(
                        "no body where one was promised",
                        json + "Content-Length: 9\r\n\r\n",
                        "unknown unknown-outcome 200"),
                arguments(
                        "a cut chunk",
                        json + "Transfer-Encoding: chunked\r\n\r\n40\r\n{\"id\":1,\"li",
                        "unknown unknown-outcome 200"),
                arguments(
                        "no last chunk",
                        json + "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"id\":1,\r\n",
                        "unknown unknown-outcome 200"),
                arguments(
                        "a chunk of no size",
                        json + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                        "unknown unknown-outcome 200"),
                arguments(
                        "no gzip where it was promised",
                        answer(200, JSON, "{\"id\":1}", "Content-Encoding: gzip"),
                        "unknown unknown-outcome 200"),
                arguments(
                        "a cut refusal",
                        rejected + "Content-Length: 500\r\n\r\n{\"message\":\"Na",
                        "failed rejected 422"),
                arguments("a cut 503", "HTTP/1.1 503 No\r\nContent-Length: 500\r\n\r\n<html>", "retrying  503"),
                arguments("a body without a length", json + "\r\n{\"id\":1}", "delivered  200"),
                arguments(
                        "an interim answer first",
                        "HTTP/1.1 100 Continue\r\n\r\n" + answer(200, JSON, "{\"id\":1}"),
                        "delivered  200"),
                arguments("a huge page", answer(200, HTML, PAGE.repeat(30_000)), "unknown unknown-outcome 200"),
                arguments(
                        "an id behind 64 KiB",
                        answer(200, JSON, "{\"pad\":\"" + "x".repeat(70_000) + "\",\"id\":1}"),
                        "unknown unknown-outcome 200"),
                arguments(
                        "an endless header",
                        "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(200_000),
                        "unknown unknown-outcome null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cutAnswers")
    void readsWithCare(String what, String raw, String outcome) {
        salesByte.says(raw);
        assertThat(outcome()).as(what).isEqualTo(outcome);
    }

    static Stream<Arguments> tricklingAnswers() {
        return Stream.of(
                arguments(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"id\":1,\"note\":\"",
                        "unknown unknown-outcome 200"),
                arguments(
                        "HTTP/1.1 422 No\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n<p>",
                        "failed rejected 422"),
                arguments("HTTP/1.1 200 OK\r\nX-Slow: ", "unknown unknown-outcome null"));
    }

    @ParameterizedTest
    @MethodSource("tricklingAnswers")
    void givesAWholeCallOneDeadline(String head, String outcome) {
        salesByte.trickles(head);
        assertThat(outcome()).isEqualTo(outcome);
    }

    @Test
    void closesOnAnEndlessAnswerAndReadsItNoFurther() {
        salesByte.floods("HTTP/1.1 500 No\r\nContent-Type: text/html\r\n\r\n");
        assertThat(outcome()).isEqualTo("retrying  500");
        assertThat(salesByte.written()).isLessThan(32L << 20); // what sockets hold, not what two seconds bring
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            # field to list, with a message
            {"message":"Invalid","errors":{"customer_email":["bad","worse"]}} | Invalid | {"customer_email":["bad","worse"]}
            # field to text
            {"message":"Invalid","errors":{"customer_email":"bad"}}  | Invalid    | {"customer_email":["bad"]}
            # a list
            {"errors":["bad","worse"]}                               | answered 422 | {"*":["bad","worse"]}
            # the field map alone
            {"customer_email":["bad"]}                               | answered 422 | {"customer_email":["bad"]}
            # other words for the message
            {"error":"Invalid"}                                      | Invalid    | {}
            {"error":{"message":"Invalid"}}                          | Invalid    | {}
            # no JSON
            <html><body><h1>Invalid</h1><script>1</script></body></html> | Invalid | {}
            """)
    void keepsWhatARefusalSaysInAnyShape(String body, String message, String errors) {
        salesByte.says(answer(422, JSON, body));
        bridge.advance(Duration.ofMinutes(2));
        JsonNode failure = settled(post()).path("failure");
        assertThat(failure.path("message").asText()).contains(message);
        assertThat(failure.path("errors").toString()).isEqualTo(errors);
    }

    /** State, reason and the attempt's status of a lead that meets the next answer; made with one call. */
    private static String outcome() {
        bridge.advance(Duration.ofMinutes(2)); // the answers before this one must not keep it back
        int before = salesByte.requests();
        JsonNode lead = settled(post());
        assertThat(salesByte.requests()).isEqualTo(before + 1);
        assertThat(lead.path("attempts")).hasSize(1);
        String reason = lead.at("/failure/reason").asText("");
        return lead.path("state").asText() + " " + reason + " "
                + lead.at("/attempts/0/status").asText();
    }

    private static String post() {
        int number = NUMBER.incrementAndGet();
        return client.postForm("form-token", "{\"name\":\"Ada\",\"email\":\"ada" + number + "@example.com\"}")
                .leadId();
    }

    private static JsonNode settled(String id) {
        return client.awaitAnyOf(id, "delivered", "retrying", "failed", "unknown");
    }
}
