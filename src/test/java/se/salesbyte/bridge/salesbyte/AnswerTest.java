package se.salesbyte.bridge.salesbyte;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final String UUID = "0b4f3c1e-1111-4222-8333-944455566677";
    private static final SecretMask MASK = SecretMask.of(List.of(UUID, "api-token", " ", UUID + "-longer"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // body                    | id     | as JSON carries it is a number
                "{'id':123}                | 123    | true",
                "{'id':'123'}              | 123    | true",
                "{'id':' 123 '}            | 123    | true",
                "{'id':'q-17'}             | q-17   | false",
                "{'id':'007'}              | 007    | false",
                "{'id':12345678901234567890} | 12345678901234567890 | false",
                "{'id':123} trailing       | 123    | true",
            })
    void findsAUsableId(String body, String id, boolean number) {
        Answer answer = answer(200, body.replace('\'', '"'));
        assertThat(answer.created()).isTrue();
        assertThat(answer.id()).isEqualTo(id);
        assertThat(answer.idValue()).isEqualTo(number ? (Object) Long.valueOf(id) : id);
        assertThat(answer.excerpt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Quote created",
                "<html><body>Welcome</body></html>",
                "{}",
                "[]",
                "[{'id':1}]",
                "null",
                "123",
                "{'id':null}",
                "{'id':0}",
                "{'id':'0'}",
                "{'id':-1}",
                "{'id':'-1'}",
                "{'id':''}",
                "{'id':' '}",
                "{'id':true}",
                "{'id':1.5}",
                "{'id':[1]}",
                "{'id':{'a':1}}",
                "{'id':12",
                "{'data':{}}",
                "{",
                "\u0000"
            })
    void createdNothingWithoutAUsableId(String body) {
        Answer answer = answer(200, body.replace('\'', '"'));
        assertThat(answer.created()).isFalse();
        assertThat(answer.successful()).isTrue();
        assertThat(answer.id()).isNull();
        assertThat(answer.idValue()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"200,true", "201,true", "299,true", "302,false", "404,false", "500,false"})
    void createdOnlyWithA2xx(int status, boolean created) {
        assertThat(answer(status, "{\"id\":1}").created()).isEqualTo(created);
    }

    @Test
    void keepsLinksVerbatim() {
        Answer answer = answer(
                200,
                """
                {"id":1,"links":{"edit":"https://a/offerter/1/redigera?x=1&y=%C3%A5","customer_view":null,"odd":[1]}}""");
        assertThat(answer.links())
                .containsEntry("edit", "https://a/offerter/1/redigera?x=1&y=%C3%A5")
                .containsEntry("customer_view", null)
                .hasSize(2);
        assertThat(answer(200, "{\"id\":1,\"links\":[]}").links()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // body                                                      | message | errors
                "{'message':'No.','errors':{'a':['b','c'],'d':['e']}}        | No.     | {a=[b, c], d=[e]}",
                "{'message':'No.','errors':{'a':'b'}}                        | No.     | {a=[b]}",
                "{'message':'No.','errors':['a','b']}                        | No.     | {*=[a, b]}",
                "{'message':'No.','errors':'a'}                              | No.     | {*=[a]}",
                "{'message':'No.','errors':{'a':null,'b':[],'c':{'d':['e']}}} | No.    | {c=[e]}",
                "{'a':['b']}                                                 |         | {a=[b]}",
                "['a']                                                       |         | {*=[a]}",
                "{'error':'No.'}                                             | No.     | {}",
                "{'error':{'message':'No.'}}                                 | No.     | {}",
                "{'message':'','error':'No.'}                                | No.     | {}",
            })
    void readsErrorsInAnyShape(String body, @Nullable String message, String errors) {
        Answer answer = answer(422, body.replace('\'', '"'));
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.errors()).hasToString(errors);
        assertThat(answer.excerpt()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Quote created                                                        | Quote created",
                "<html><head><style>p{x}</style></head><p>Bad<br>gateway</p></html>   | Bad gateway",
                "<script>alert('<p>')</script>Just  a <!-- <b>not</b> --> moment      | Just a moment",
                "<SCRIPT>never closed                                                 |",
                "3 < 4 and 5 > 4                                                      | 3 < 4 and 5 > 4",
                "<p                                                                   |",
                "{'status':'odd'                                                      | {'status':'odd'",
                "{'message':''}                                                       |  {'message':''}",
            })
    void takesTheReadablePartOfOtherBodies(String body, @Nullable String excerpt) {
        assertThat(answer(200, body).excerpt()).isEqualTo(excerpt);
    }

    @Test
    void cutsExcerptsAndMessages() {
        assertThat(answer(502, "å".repeat(3000)).excerpt()).hasSize(500);
        assertThat(answer(500, "{\"message\":\"" + "å".repeat(3000) + "\"}").message())
                .hasSize(1000);
    }

    @Test
    void masksSecretsInAllText() {
        String upper = UUID.toUpperCase(Locale.ROOT);
        Answer json = answer(
                404,
                ("{\"message\":\"No results %s\",\"errors\":{\"%s\":[\"x %s\"]},\"id\":\"%s\","
                                + "\"links\":{\"edit\":\"/a?uuid=%s\"}}")
                        .formatted(UUID, UUID, upper, UUID, upper));
        assertThat(json.toString()).doesNotContainIgnoringCase(UUID);
        assertThat(json.message()).isEqualTo("No results ***");
        assertThat(json.links()).isEqualTo(Map.of("edit", "/a?uuid=***"));
        Answer html = answer(404, "<p>" + "x".repeat(480) + " " + upper + " API-Token</p>");
        assertThat(html.excerpt()).endsWith("x *** ***");
        assertThat(answer(404, UUID + "-longer").excerpt()).isEqualTo("***");
    }

    @Test
    void masksNothingWithoutSecrets() {
        assertThat(SecretMask.of(List.of("", " ")).mask("a b")).isEqualTo("a b");
        assertThat(SecretMask.of(List.of("$1.*")).mask("a $1.* abc")).isEqualTo("a *** abc");
    }

    @Test
    void readsNoMoreThan64KiB() {
        InputStream endless = new InputStream() {
            private long count;

            @Override
            public int read() {
                return read(new byte[1], 0, 1);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                count += length;
                assertThat(count).isLessThanOrEqualTo(Answer.MAX_BODY);
                Arrays.fill(buffer, offset, offset + length, (byte) 'x');
                return length;
            }
        };
        assertThat(Answer.read(200, null, endless, MASK).excerpt()).hasSize(500);
        byte[] late = ("{\"pad\":\"" + "x".repeat(Answer.MAX_BODY) + "\",\"id\":1}").getBytes(UTF_8);
        assertThat(Answer.read(200, null, late, MASK).created()).isFalse();
    }

    @Test
    void anAnswerThatBreaksOffCreatedNothing() {
        InputStream reset = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("Connection reset");
            }
        };
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream("{\"id\":12".getBytes(UTF_8)), reset);
        Answer answer = Answer.read(200, "application/json", broken, MASK);
        assertThat(answer.created()).isFalse();
        assertThat(answer.excerpt()).isEqualTo("{\"id\":12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain; charset=ISO-8859-1        | åäö",
                "text/plain; charset=\"iso-8859-1\";x=1 | åäö",
                "text/plain; charset=no-such           | \uFFFD\uFFFD\uFFFD",
                "text/plain; charset=                  | \uFFFD\uFFFD\uFFFD",
            })
    void readsTheCharsetThatTheTypeNames(String contentType, String text) {
        assertThat(Answer.read(200, contentType, "åäö".getBytes(ISO_8859_1), MASK)
                        .excerpt())
                .isEqualTo(text);
    }

    @Test
    void readsJsonWhateverItCallsItself() {
        byte[] body = "\uFEFF {\"id\":5}".getBytes(UTF_8);
        assertThat(Answer.read(200, "text/html; charset=UTF-8", body, MASK).id())
                .isEqualTo("5");
    }

    @Test
    void neverThrows() {
        Random random = new Random(42);
        String alphabet = "{}[]\":,<>/!-0123456789eid.linksmessageerrors\\u \u0000\uD83D";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder body = new StringBuilder("{\"");
            random.ints(random.nextInt(40), 0, alphabet.length()).forEach(at -> body.append(alphabet.charAt(at)));
            assertThat(answer(random.nextInt(200, 600), body.toString())).isNotNull();
        }
        assertThat(answer(422, "[".repeat(50_000)).errors()).isEmpty();
        assertThat(answer(422, "{\"id\":1e999999999}").id()).isNull();
    }

    private static Answer answer(int status, String body) {
        return Answer.read(status, null, new ByteArrayInputStream(body.getBytes(UTF_8)), MASK);
    }
}
