package se.salesbyte.bridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingFunctionsTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```json\n(.+?)```\n```jsonata\n(.+?)```\n```json\n(.+?)```", Pattern.DOTALL);

    private final TestMappings given;
    private int written;

    MappingFunctionsTest(@TempDir Path home) {
        given = new TestMappings(home);
    }

    private @Nullable Object result(String expression, String event) throws IOException {
        Object tree = Json.value(event);
        Map<String, @Nullable Object> fields =
                given.write("m" + written++, "{\"result\": " + expression + "}").apply(tree == null ? Map.of() : tree);
        return fields.containsKey("result") ? fields.get("result") : "nothing";
    }

    @TestFactory
    Stream<DynamicTest> doesWhatTheDocumentationSays() throws IOException {
        String page = Files.readString(Path.of("src/main/docs/mapping-functions.md"));
        return EXAMPLE.matcher(page)
                .results()
                .map(example -> dynamicTest(
                        example.group(2).strip(), () -> assertThat(result(example.group(2), example.group(1)))
                                .isEqualTo(Json.value(example.group(3)))));
    }

    @Test
    void everyFunctionIsDocumentedWithAnExample() throws IOException {
        String page = Files.readString(Path.of("src/main/docs/mapping-functions.md"));
        assertThat(Stream.of("fullName", "firstOf", "answer", "field", "contact", "utm", "json", "lines")
                        .filter(name -> EXAMPLE.matcher(page).results().noneMatch(e -> e.group(2)
                                .contains("$" + name + "("))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # event | expression | result, "nothing" where the field is left out
                    # parts
                    {} | $fullName(first, last) | nothing
                    {"first":" ","last":null} | $fullName(first, last) | nothing
                    {"last":"Lind"} | $fullName(first, last) | Lind
                    {"names":["Anna","Maria"],"last":"Lind"} | $fullName(names, last) | Anna Maria Lind
                    {"no":17} | $fullName("Customer", no) | Customer 17
                    # first of several
                    {} | $firstOf() | nothing
                    {"a":null,"b":[],"c":{},"d":["",null]} | $firstOf(a, b, c, d) | nothing
                    {"a":"  ","b":" x "} | $firstOf(a, b) | x
                    {"a":0,"b":1} | $firstOf(a, b) | 0
                    {"a":false} | $firstOf(a, true) | false
                    {"a":["","x","y"]} | $firstOf(a) | x
                    {"a":{"b":1}} | $firstOf(a) | {b=1}
                    # answers of every layout
                    {} | $answer(answers, "name") | nothing
                    {"a":"text"} | $answer(a, "name") | nothing
                    {"a":[]} | $answer(a, "name") | nothing
                    {"a":[{"label":"Namn","value":" Anna "}]} | $answer(a, "NAMN") | Anna
                    {"a":[{"title":"E-post","value":"x"}]} | $answer(a, "epost") | x
                    {"a":[{"label":"Företag","value":"x"}]} | $answer(a, "foretag") | x
                    {"a":[{"name":"full_name","values":["Anna"]}]} | $answer(a, "full_name") | Anna
                    {"a":[{"custom_key":"k","value":7}]} | $answer(a, "k") | 7
                    {"a":[{"key":"k","value":""},{"key":"k","value":"x"}]} | $answer(a, "k") | x
                    {"a":[{"key":"b","value":"B"},{"key":"a","value":"A"}]} | $answer(a, "a", "b") | A
                    {"a":[{"key":"b","value":"B"}]} | $answer(a, "a", "b") | B
                    {"a":[{"key":"k","value":false}]} | $answer(a, "k") | false
                    {"a":{"label":"Namn","value":"Anna"}} | $answer(a, "namn") | Anna
                    {"a":[{"type":"number","number":42,"field":{"id":"n1","ref":"size"}}]} | $answer(a, "n1") | 42
                    {"a":[{"type":"boolean","boolean":true,"field":{"ref":"ok"}}]} | $answer(a, "ok") | true
                    {"a":[{"type":"choice","choice":{"label":"10-49"},"field":{"ref":"size"}}]} | $answer(a, "size") | 10-49
                    {"a":[{"type":"choice","choice":{"other":"many"},"field":{"ref":"size"}}]} | $answer(a, "size") | many
                    {"a":[{"key":"q","type":"INPUT_TEXT","value":"x"}]} | $answer(a, "q") | x
                    {"a":[{"key":"q","value":["a","c"],"options":[{"id":"a","text":"A"},{"id":"c","label":"C"}]}]} | $answer(a, "q") | A, C
                    {"a":[{"key":"q","value":"own","options":[{"id":"a","text":"A"}]}]} | $answer(a, "q") | own
                    {"a":[{"key":"?","value":"x"}]} | $answer(a, "!") | nothing
                    {"a":[{"question":"Företag?","answer":"x"}]} | $answer(a, "företag") | x
                    {"a":[{"key":"q","value":{"first":"Anna","last":"Lind"}}]} | $answer(a, "q") | Anna Lind
                    {"a":[{"key":"q","value":{"street":"x"}}]} | $answer(a, "q") | nothing
                    # fields however spelt
                    {} | $field($, "name") | nothing
                    {} | $field(nothing, "name") | nothing
                    {"E-Post":"x"} | $field($, "epost") | x
                    {"FÖRETAG ":"x"} | $field($, "foretag") | x
                    {"first_name":"x"} | $field($, "First name") | x
                    {"name":"","Name":"x"} | $field($, "name") | x
                    {"b":"B","a":"A"} | $field($, "a", "b") | A
                    {"a":["x"]} | $field($, "a") | x
                    {"a":["x","","y"]} | $field($, "a") | x, y
                    {"a":{"b":1}} | $field($, "a") | {b=1}
                    [{"a":""},{"a":"x"}] | $field($, "a") | x
                    {"名前":"x"} | $field($, "名前") | x
                    # the person, by the labels of forms
                    {} | $contact(form, "name") | nothing
                    {"Namn":"Anna","Efternamn":"Lind"} | $contact($, "name") | Anna Lind
                    {"Namn":"Anna Lind","Efternamn":"lind"} | $contact($, "name") | Anna Lind
                    {"Efternamn":"Lind"} | $contact($, "name") | Lind
                    {"name":{"first":"Anna","last":"Lind"}} | $contact($, "name") | Anna Lind
                    {"Name":{"First":"Anna","FirstAndLast":"Anna Lind"}} | $contact($, "name") | Anna Lind
                    {"name":{"label":"your_name","value":{"firstName":"Anna","lastName":"Lind"}}} | $contact($, "name") | Anna Lind
                    {"f1":{"label":"Ditt namn","value":"Anna"}} | $contact($, "name") | Anna
                    {"phone":{"area":"08","phone":"465 004 22"}} | $contact($, "phone") | 08 465 004 22
                    {"phone":46701740620} | $contact($, "phone") | 46701740620
                    {"your-email":["x@example.com"]} | $contact($, "email") | x@example.com
                    {"Telefon":"1","Direkt":"2"} | $contact($, "phone", "direkt") | 2
                    {"Telefon":"1","Direkt":" "} | $contact($, "phone", "direkt") | 1
                    {"a":[{"label":"Bolag","value":"x"},{"label":"Vad heter du?","value":"Anna"}]} | $contact(a, "name") | Anna
                    {"a":[{"question":"Ärende","answer":"x"}]} | $contact(a, "message") | x
                    {} | $utm(form) | nothing
                    {"name":"x"} | $utm($) | nothing
                    {"a":[{"name":"utm_medium","value":"cpc"},{"name":"utm_source","value":"google"}]} | $utm(a) | google / cpc
                    # JSON in a text, and lines
                    {} | $json(a) | nothing
                    {"a":"{\\"id\\":9007199254740993,\\"n\\":null}"} | $json(a) | {id=9007199254740993}
                    {"a":{"b":1}} | $json(a).b | 1
                    {} | $lines(a, b) | nothing
                    {"a":"x","b":" ","c":["y","z"]} | $lines(a, b, c) | x\\ny\\nz
                    """)
    void givesWhatIsThereAndNeverTheWordNull(String event, String expression, String expected) throws IOException {
        assertThat(String.valueOf(result(expression, event))).isEqualTo(expected.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            $contact($)
            $contact($, "address")
            $contact($, what)
            """)
    void saysWhatAContactHas(String expression) {
        assertThatThrownBy(() -> result(expression, "{}"))
                .hasMessageContaining("name, email, phone, company or message");
    }
}
