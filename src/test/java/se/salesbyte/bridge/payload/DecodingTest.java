package se.salesbyte.bridge.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.Fixture;

class DecodingTest {
    private static final Decoding TOKEN = new Decoding(true, List.of());

    private final PayloadParser parser = new PayloadParser();

    private Object decoded(String json, String... paths) {
        return parser.parse("application/json", json.getBytes(UTF_8), new Decoding(false, List.of(paths)));
    }

    private static String token(String claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"RS256\"}".getBytes(UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(UTF_8)) + ".c2lnbmF0dXJl";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # event | path | tree
                    {"a":"{\\"b\\":[1,null,true]}"} | a | {a={b=[1, null, true]}}
                    {"a":" [1.10] "} | a | {a=[1.10]}
                    # a name with dots, a way of several names, and both
                    {"data.json":"{}"} | data.json | {data.json={}}
                    {"data":{"json":"{}"}} | data.json | {data={json={}}}
                    {"a.b":{"c":"{}"}} | a.b.c | {a.b={c={}}}
                    {"a":{"b.c":"{}"}} | a.b.c | {a={b.c={}}}
                    # each entry of a list
                    {"a":[{"b":"{}"},{"b":"[]"}]} | a.b | {a=[{b={}}, {b=[]}]}
                    {"a":["{}",null,"[]"]} | a | {a=[{}, null, []]}
                    # left alone: what is a tree already, blank, another value, or not there
                    {"a":{"b":1}} | a | {a={b=1}}
                    {"a":" "} | a | {a= }
                    {"a":17} | a | {a=17}
                    {"a":null} | a | {a=null}
                    {"a":"x"} | b | {a=x}
                    {"a":"x"} | a.b | {a=x}
                    ["x"] | a | [x]
                    """)
    void unpacksTheJsonInAField(String event, String path, String tree) {
        assertThat(decoded(event, path)).hasToString(tree);
    }

    @Test
    void unpacksInTheGivenOrder() {
        String twice = "{\"data\":\"{\\\"data\\\":\\\"{\\\\\\\"id\\\\\\\":9007199254740993}\\\"}\"}";
        assertThat(decoded(twice, "data", "data.data")).hasToString("{data={data={id=9007199254740993}}}");
        assertThat(decoded(twice, "data.data", "data")).hasToString("{data={data={\"id\":9007199254740993}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # what the field holds | what is said about it, and nothing of it
                    hemlig | field data.json: not JSON at line 1, column 7
                    {"hemlig": | field data.json: not JSON: the text ends too early at line 1, column 11
                    {} hemlig | field data.json: not JSON
                    "hemlig" | field data.json: no JSON object or list
                    17 | field data.json: no JSON object or list
                    null | field data.json: the body is just null
                    """)
    void namesTheFieldThatHoldsNoJson(String text, String message) {
        String body = "data.json=" + URLEncoder.encode(text, UTF_8);
        assertThatThrownBy(() -> parser.parse(
                        "application/x-www-form-urlencoded",
                        body.getBytes(UTF_8),
                        new Decoding(false, List.of("data.json"))))
                .isInstanceOf(UnparseablePayloadException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("hemlig");
    }

    @Test
    void boundsTheDepthOfAllTogether() {
        String deep = "[".repeat(150) + "\\\"" + "\\\"" + "]".repeat(150);
        String event = "[".repeat(100) + "{\"a\":\"" + deep + "\"}" + "]".repeat(100);
        assertThatThrownBy(() -> decoded(event, "a")).hasMessage("nested deeper than 200 levels");
    }

    @Test
    void unpacksWhatJotformSends() {
        Fixture sent = Fixture.named("jotform");
        assertThat(parser.parse(
                        sent.header("Content-Type"),
                        sent.body(),
                        new Decoding(false, List.of("rawRequest", "rawRequest.validatedNewRequiredFieldIDs"))))
                .extracting("rawRequest")
                .hasToString("{slug=submit/263232109876543, q3_namn={first=Per, last=Åström},"
                        + " q4_epost=per.astrom@example.com, q5_telefon={full=+46 70 174 06 16},"
                        + " q6_foretag=Åström Åkeri AB,"
                        + " q7_meddelande=Vi söker ett nytt CRM.\r\nHelst före årsskiftet.,"
                        + " event_id=1795166096_263232109876543_Xa1, timeToSubmit=41,"
                        + " validatedNewRequiredFieldIDs={new=1}, path=/submit/263232109876543}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "application/jwt", "application/x-www-form-urlencoded"})
    void readsTheClaimsOfATokenWhateverTheContentType(String contentType) {
        byte[] body = (token(
                                "{\"data\":\"{\\\"data\\\":\\\"{\\\\\\\"namn\\\\\\\":\\\\\\\"Åsa\\\\\\\"}\\\"}\",\"exp\":1}")
                        + "\n")
                .getBytes(UTF_8);
        assertThat(parser.parse(contentType, body, new Decoding(true, List.of("data", "data.data"))))
                .hasToString("{data={data={namn=Åsa}}, exp=1}");
    }

    @Test
    void readsATokenThatItsContentTypeAnnounces() {
        assertThat(parser.parse("application/jwt", token("{\"a\":1}").getBytes(UTF_8)))
                .hasToString("{a=1}");
    }

    @Test
    void leavesATreeAloneWhereATokenIsExpected() {
        assertThat(parser.parse("application/json", " {\"a\":1}".getBytes(UTF_8), TOKEN))
                .hasToString("{a=1}");
        assertThat(parser.parse("application/json", "[1]".getBytes(UTF_8), TOKEN))
                .hasToString("[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # body              | what is said about it, and nothing of it
            ''                  | not a signed token (JWT): it must have three parts
            hemlig              | not a signed token (JWT): it must have three parts
            a.b.c.d.e           | not a signed token (JWT): it must have three parts
            a.hemlig!.c         | not a signed token (JWT): its second part is not base64url
            a.aGVtbGln.c        | claims of the token: not JSON at line 1, column 7
            a.WzFd.c            | not a signed token (JWT): its claims are no JSON object
            a..c                | claims of the token: not JSON: the body is empty
            """)
    void tellsWhyABodyIsNoToken(String body, String message) {
        assertThatThrownBy(() -> parser.parse("application/jwt", body.getBytes(UTF_8)))
                .isInstanceOf(UnparseablePayloadException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("hemlig");
    }

    @Test
    void refusesABlankPath() {
        assertThatThrownBy(() -> new Decoding(false, List.of(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blank");
    }
}
