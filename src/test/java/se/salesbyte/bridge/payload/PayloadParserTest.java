package se.salesbyte.bridge.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadParserTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=XX";

    private final PayloadParser parser = new PayloadParser();

    private Object parse(@Nullable String contentType, String body) {
        return parse(contentType, body, UTF_8);
    }

    private Object parse(@Nullable String contentType, String body, Charset charset) {
        return parser.parse(contentType, body.getBytes(charset));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                // what a request may say, and what it is read as
                "application/json, JSON",
                "Application/JSON; charset=utf-8, JSON",
                "application/vnd.surveymonkey.response.v1+json, JSON",
                "text/plain; charset=utf-8, TEXT",
                "application/x-www-form-urlencoded; charset=UTF-8, FORM",
                "multipart/form-data; boundary=x, MULTIPART",
                "application/xml, XML",
                "text/xml; charset=UTF-8, XML",
                "application/soap+xml;charset=utf-8, XML",
                "application/jwt, JWT",
            })
    void knowsTheFormatByTheContentType(String contentType, MediaType format) {
        assertThat(MediaType.of(contentType)).contains(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/octet-stream", "multipart/mixed; boundary=x", "xml"})
    void refusesOtherContentTypes(String contentType) {
        assertThat(MediaType.of(contentType)).isEmpty();
        assertThatThrownBy(() -> parse(contentType, "<a/>"))
                .isInstanceOf(UnparseablePayloadException.class)
                .hasMessageStartingWith("content type not understood");
    }

    @ParameterizedTest
    @CsvSource({"11e0, 11", "1.0e1, 10", "-2147483648e0, -2147483648", "4294967296e0, 4294967296"})
    void keepsAWholeNumberWithAnExponentSoThatItReadsBackTheSame(String number, String whole) {
        byte[] body = ("{\"n\":" + number + "}").getBytes(UTF_8);
        Object tree = new PayloadParser().parse("application/json", body);
        byte[] kept = TreeJson.write(tree);
        assertThat(new String(kept, UTF_8)).isEqualTo("{\"n\":" + whole + "}");
        assertThat(new PayloadParser().parse("application/json", kept)).isEqualTo(tree);
    }

    @Test
    void refusesACharsetThatDoesNotExist() {
        assertThatThrownBy(() -> parse("application/json; charset=klingon", "{}"))
                .hasMessage("the content type declares a charset that does not exist here");
    }

    @Nested
    class Json {
        @Test
        void keepsTypesOrderAndNulls() {
            assertThat(parse("application/json", "{\"b\":[1,\"två\",true,null],\"a\":{\"x\":null}}"))
                    .hasToString("{b=[1, två, true, null], a={x=null}}");
        }

        @Test
        void keepsEveryDigit() {
            Object tree = parse(
                    "application/json",
                    "[42, 9007199254740993, 123456789012345678901234567890, 1.10, 0.1000000000000000055511151231257827]");
            assertThat(tree)
                    .isEqualTo(List.of(
                            42,
                            9007199254740993L,
                            new BigInteger("123456789012345678901234567890"),
                            new BigDecimal("1.10"),
                            new BigDecimal("0.1000000000000000055511151231257827")));
        }

        @Test
        void takesTheLastOfARepeatedKey() {
            assertThat(parse("application/json", "{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2));
        }

        @Test
        void toleratesAByteOrderMark() {
            assertThat(parse("application/json", "\uFEFF{\"a\":1}")).isEqualTo(Map.of("a", 1));
            assertThat(parse("application/json; charset=utf-16", "{\"a\":1}", UTF_16))
                    .isEqualTo(Map.of("a", 1));
            assertThat(parse("application/json; charset=\"UTF-16LE\"", "\uFEFF{\"a\":1}", Charset.forName("UTF-16LE")))
                    .isEqualTo(Map.of("a", 1));
        }

        @Test
        void readsTheDeclaredCharset() {
            assertThat(parse("application/json; charset=iso-8859-1", "{\"a\":\"Åke\"}", ISO_8859_1))
                    .isEqualTo(Map.of("a", "Åke"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    // a body | what is said about it, and nothing of the body
                    "{\"secret\":\"x     | not JSON: the text ends too early at line 1, column 13",
                    "''                  | not JSON: the body is empty",
                    "null                | the body is just null",
                    "{\"secret\":hemlig} | not JSON at line 1, column 18",
                    "{\"a\":1}{\"a\":2}  | not JSON: something follows the first value at line 1, column 8",
                    "name=Anna           | not JSON at line 1, column 6",
                    "{\"a\":NaN}         | not JSON at line 1, column 9",
                    "{\"a\":1e999999999} | a number out of range at line 1, column 6",
                    "{\"a\":1e99999999999} | a number out of range at line 1, column 6",
                    "{\"a\":1e-99999}    | a number out of range at line 1, column 6",
                })
        void tellsWhatIsWrongAndWhere(String body, String message) {
            assertThatThrownBy(() -> parse("application/json", body))
                    .isInstanceOf(UnparseablePayloadException.class)
                    .hasMessage(message);
        }

        @Test
        void tellsUtf16ByItsFirstBytes() {
            assertThat(parse("application/json", "{\"a\":\"Åke\"}", UTF_16)).isEqualTo(Map.of("a", "Åke"));
            assertThat(parse("application/json", "{\"a\":\"Åke\"}", Charset.forName("UTF-16LE")))
                    .isEqualTo(Map.of("a", "Åke"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/plain; charset=utf-8", "application/vnd.surveymonkey.response.v1+json", " "})
        void isReadUnderEveryTypeThatMayCarryIt(String contentType) {
            assertThat(parse(contentType, "{\"a\":\"Åke\"}")).isEqualTo(Map.of("a", "Åke"));
        }

        @Test
        void refusesWhatIsNestedTooDeep() {
            assertThat(parse(null, "[".repeat(200) + "]".repeat(200))).isInstanceOf(List.class);
            assertThatThrownBy(() -> parse(null, "{\"a\":".repeat(100_000)))
                    .hasMessageStartingWith("JSON nested deeper than 200 levels");
        }

        @Test
        void refusesANumberOfTooManyDigits() {
            assertThatThrownBy(() -> parse(null, "9".repeat(100_000))).isInstanceOf(UnparseablePayloadException.class);
            assertThatThrownBy(() -> parse(null, "0." + "9".repeat(100_000)))
                    .isInstanceOf(UnparseablePayloadException.class);
        }

        @Test
        void refusesBytesThatAreNotOfTheirCharset() {
            assertThatThrownBy(() -> parse("application/json", "{\"a\":\"Åke\"}", ISO_8859_1))
                    .isInstanceOf(UnparseablePayloadException.class)
                    .hasMessageStartingWith("not JSON")
                    .hasMessageNotContaining("ke");
            assertThatThrownBy(() -> parse("application/json; charset=us-ascii", "{\"a\":\"Åke\"}"))
                    .hasMessage("not JSON: bytes that are not of its charset");
        }
    }

    @Nested
    class Form {
        @Test
        void decodesPlusPercentAndUnescapedText() {
            assertThat(parse(FORM, "Ditt+namn=Bj%C3%B6rn+Ek&a=x%20y&f%C3%B6retag=Åke&tom=&utan"))
                    .isEqualTo(Map.of("Ditt namn", "Björn Ek", "a", "x y", "företag", "Åke", "tom", "", "utan", ""));
        }

        @Test
        void readsTheDeclaredCharset() {
            assertThat(parse(FORM + "; charset=ISO-8859-1", "namn=%C5ke+\u00d6", ISO_8859_1))
                    .isEqualTo(Map.of("namn", "Åke Ö"));
        }

        @Test
        void makesAListOfARepeatedName() {
            assertThat(parse(FORM, "tag=a&name=Anna&tag=b")).hasToString("{tag=[a, b], name=Anna}");
        }

        @Test
        void nestsBrackets() {
            assertThat(parse(
                            FORM,
                            "fields[name][value]=Anna&fields%5Bname%5D%5Bid%5D=n&tags[]=a&tags[]=b&x[0]=1&x[1]=2"))
                    .hasToString("{fields={name={value=Anna, id=n}}, tags=[a, b], x=[1, 2]}");
        }

        @Test
        void keepsRepeatedAndSparseBracketsApart() {
            assertThat(parse(FORM, "a[b]=1&a[b]=2&x[1]=one&x[7]=seven"))
                    .hasToString("{a={b=[1, 2]}, x={1=one, 7=seven}}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Size [cm]", "[a]", "a[b", "a]b[", "a[b]c", "[]"})
        void keepsNamesThatOnlyLookBracketed(String name) {
            assertThat(parse(FORM, name + "=1")).isEqualTo(Map.of(name, "1"));
        }

        @Test
        void keepsAValueWhoseNameIsBracketedLater() {
            assertThat(parse(FORM, "a=1&a[b]=2&a[]=3")).isEqualTo(Map.of("a", "1", "a[b]", "2", "a[]", "3"));
            assertThat(parse(FORM, "a[b]=2&a=1")).isEqualTo(Map.of("a", List.of(Map.of("b", "2"), "1")));
        }

        @Test
        void takesHashAndSemicolonForText() {
            assertThat(parse(FORM, "message=Order #12; quick&email=a@example.com"))
                    .isEqualTo(Map.of("message", "Order #12; quick", "email", "a@example.com"));
        }

        @Test
        void refusesABrokenEscapeWithoutQuotingIt() {
            assertThatThrownBy(() -> parse(FORM, "name=hemlig%zz"))
                    .hasMessage("not a form: a % is not followed by two hexadecimal digits");
        }

        @Test
        void refusesTooManyFieldsAndBrackets() {
            assertThatThrownBy(() -> parse(FORM, "a&".repeat(10_000) + "name=Anna"))
                    .hasMessage("more than 10000 fields");
            assertThatThrownBy(() -> parse(FORM, "a" + "[a]".repeat(21) + "=1"))
                    .hasMessage("a field name with more than 20 brackets");
            assertThatThrownBy(() -> parse(FORM, "a" + "[]".repeat(4_000) + "=1"))
                    .hasMessage("a field name of more than 1000 characters");
        }
    }

    @Nested
    class Multipart {
        private String part(String headers, String value) {
            return "--XX\r\nContent-Disposition: form-data; " + headers + "\r\n\r\n" + value + "\r\n";
        }

        @Test
        void readsFieldsListsAndBrackets() {
            String body = part("name=\"namn\"", "Åke\r\nEk")
                    + part("name=\"tag\"", "a")
                    + part("name=\"tag\"", "b")
                    + part("name=\"fields[email]\"", "a@example.com")
                    + "--XX--\r\n";
            assertThat(parse(MULTIPART, body))
                    .hasToString("{namn=Åke\r\nEk, tag=[a, b], fields={email=a@example.com}}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "multipart/form-data; boundary=\"XX\"",
                    "multipart/form-data; charset=utf-8; boundary=XX",
                    "Multipart/Form-Data; boundary=\"XX\"; charset=\"utf-8\"",
                })
        void findsTheBoundary(String contentType) {
            assertThat(parse(contentType, part("name=\"a\"", "Å") + "--XX--")).isEqualTo(Map.of("a", "Å"));
        }

        @Test
        void readsTheDeclaredCharset() {
            assertThat(parse(MULTIPART + "; charset=iso-8859-1", part("name=\"a\"", "Å") + "--XX--", ISO_8859_1))
                    .isEqualTo(Map.of("a", "Å"));
            String ofThePart = part("name=\"a\"\r\nContent-Type: text/plain; charset=iso-8859-1", "Å") + "--XX--";
            assertThat(parse(MULTIPART, ofThePart, ISO_8859_1)).isEqualTo(Map.of("a", "Å"));
        }

        @Test
        void keepsOnlyNameAndSizeOfFiles() {
            String body = part("name=\"cv\"; filename=\"cv.pdf\"\r\nContent-Type: application/pdf", "12345")
                    + part("name=\"none\"; filename=\"\"\r\nContent-Type: application/octet-stream", "")
                    + "--XX--";
            assertThat(parse(MULTIPART, body)).isEqualTo(Map.of("cv", Map.of("filename", "cv.pdf", "size", 5)));
        }

        @Test
        void readsALargeField() {
            String large = "å".repeat(200_000);
            assertThat(parse(MULTIPART, part("name=\"a\"", large) + "--XX--")).isEqualTo(Map.of("a", large));
        }

        @Test
        void refusesEveryCut() {
            byte[] body =
                    (part("name=\"a\"", "1") + part("name=\"b\"; filename=\"f\"", "2") + "--XX--").getBytes(UTF_8);
            for (int length = 0; length < body.length; length++) {
                byte[] cut = Arrays.copyOf(body, length);
                assertThatThrownBy(() -> parser.parse(MULTIPART, cut))
                        .as("the first %d bytes", length)
                        .isInstanceOf(UnparseablePayloadException.class);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=YY"})
        void refusesAMissingOrWrongBoundary(String contentType) {
            assertThatThrownBy(() -> parse(contentType, part("name=\"hemlig\"", "1") + "--XX--"))
                    .isInstanceOf(UnparseablePayloadException.class)
                    .hasMessageStartingWith("not multipart/form-data");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Disposition: form-data; name",
                    "Content-Disposition: form-data",
                    "Content-Disposition:",
                    "Content-Type: text/plain",
                })
        void refusesAPartWithABrokenHead(String head) {
            assertThatThrownBy(() -> parse(MULTIPART, "--XX\r\n" + head + "\r\n\r\n1\r\n--XX--"))
                    .isInstanceOf(UnparseablePayloadException.class)
                    .hasMessage("not multipart/form-data");
        }

        @Test
        void refusesAPartOfUnknownCharset() {
            String body = part("name=\"a\"\r\nContent-Type: text/plain; charset=klingon", "1") + "--XX--";
            assertThatThrownBy(() -> parse(MULTIPART, body)).isInstanceOf(UnparseablePayloadException.class);
        }
    }
}
