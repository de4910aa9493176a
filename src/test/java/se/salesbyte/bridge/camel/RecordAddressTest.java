package se.salesbyte.bridge.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.payload.PayloadParser;

/** Where a provider is asked, and by what it says that it is asked too often. */
class RecordAddressTest {
    private static final String CONTACTS = "https://api.example.com/contacts/{id}?fields=name";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # what the event has as id | what stands in the address
            90117                      | 90117
            9007199254740993           | 9007199254740993
            "a-4"                      | a-4
            " a "                      | a
            "urn:li:response:a-4"      | a-4
            "../8"                     | ..%2F8
            "7?x=1&y#z"                | 7%3Fx%3D1%26y%23z
            "a b+ö"                    | a%20b%2B%C3%B6
            "$1\\\\"                     | %241%5C
            """)
    void putsTheIdInItsPlaceAndNowhereElse(String id, String expected) {
        assertThat(new RecordAddress(CONTACTS).of(tree("{\"id\": " + id + "}")))
                .isEqualTo("https://api.example.com/contacts/" + expected + "?fields=name");
    }

    @Test
    void takesSeveralFromDeepWithin() {
        assertThat(new RecordAddress("http://localhost/{a.b.0}/x/{a.c}").of(tree("{\"a\": {\"b\": [1], \"c\": true}}")))
                .isEqualTo("http://localhost/1/x/true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "{}", "[1]", "\"\"", "\"  \"", "\".\"", "\"..\"", "\"urn:li:response:\"", "\"urn:..\""})
    void knowsNoAddressWithoutAnId(String id) {
        assertThatThrownBy(() -> new RecordAddress(CONTACTS).of(tree("{\"id\": " + id + "}")))
                .isInstanceOf(NoRecordException.class)
                .hasMessage("the event has no id, by which its record is fetched");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                        | does not begin with https://
            /contacts/{id}            | does not begin with https://
            file:///etc/{id}          | does not begin with https://
            https://api.example.com/  | names nothing of the event
            https://api.example.com/{a..b} | empty step
            """)
    void refusesAnAddressThatCannotBeOne(String template, String fault) {
        assertThatThrownBy(() -> new RecordAddress(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"error": {"code": 4}}    | true
            {"error": {"code": "17"}} | true
            {"error": {"code": 190}}  | false
            {"error": 4}              | false
            <html>4                   | false
            """)
    void knowsABusyAnswerByItsCode(String answer, boolean busy) {
        assertThat(BusyAnswer.of("error.code=4, 17").isIn(answer.getBytes(UTF_8)))
                .isEqualTo(busy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "error.code", "error.code=", "=4", "a=b=c"})
    void refusesASignThatSaysNothing(String text) {
        assertThatThrownBy(() -> BusyAnswer.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Object tree(String json) {
        Object tree = new PayloadParser().parse(null, json.getBytes(UTF_8));
        assertThat(tree).isInstanceOf(Map.class);
        return tree;
    }
}
