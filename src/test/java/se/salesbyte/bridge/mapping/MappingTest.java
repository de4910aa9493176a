package se.salesbyte.bridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    private final TestMappings given;

    MappingTest(@TempDir Path home) {
        given = new TestMappings(home);
    }

    private Object apply(String mapping, Object event) {
        return given.write("m", mapping).apply(event);
    }

    @Test
    void givesTheFieldsInTheirOrderAndLeavesOutWhatIsMissing() {
        assertThat(apply("{\"b\": name, \"a\": 1, \"c\": nothing, \"d\": null}", Map.of("name", "Anna")))
                .hasToString("{b=Anna, a=1, d=null}");
    }

    @Test
    void keepsEveryDigitOfAnId() {
        Map<String, Object> event = Map.of(
                "long", 9007199254740993L,
                "big", new BigInteger("123456789012345678901234567890"),
                "decimal", new BigDecimal("1.10"));
        assertThat(apply("{\"id\": long, \"text\": $string(long), \"r\": {\"big\": big, \"decimal\": decimal}}", event))
                .isEqualTo(Map.of(
                        "id",
                        9007199254740993L,
                        "text",
                        "9007199254740993",
                        "r",
                        Map.of(
                                "big",
                                new BigInteger("123456789012345678901234567890"),
                                "decimal",
                                new BigDecimal("1.10"))));
    }

    @Test
    void takesNullForMissing() {
        Map<String, Object> event = new LinkedHashMap<>(Map.of("first", "Anna"));
        event.put("last", null);
        event.put("row", Arrays.asList(null, "x"));
        assertThat(apply(
                        "{\"name\": first & last, \"last\": last, \"trimmed\": $trim(last), \"second\": row[1]}",
                        event))
                .isEqualTo(Map.of("name", "Anna", "second", "x"));
    }

    @Test
    void leavesTheEventAsItIs() {
        Map<String, Object> event =
                new LinkedHashMap<>(Map.of("tags", new ArrayList<>(), "list", new ArrayList<>(List.of(2, 1))));
        event.put("none", null);
        String before = event.toString();
        apply("{\"a\": tags{\"x\": $}, \"b\": $sort(list), \"c\": $append(tags, 1), \"d\": list[0]}", event);
        assertThat(event).hasToString(before);
        apply("{\"a\": tags{\"x\": $}, \"b\": $sort(list)}", Collections.unmodifiableMap(event));
    }

    @Test
    void givesPlainListsAndMaps() {
        Object lead = apply(
                "{\"a\": list.x, \"r\": {\"all\": $map(list, function($i) { $i.x })}}",
                Map.of("list", List.of(Map.of("x", 1), Map.of("x", 2))));
        assertThat(lead).isEqualTo(Map.of("a", List.of(1, 2), "r", Map.of("all", List.of(1, 2))));
        assertThat(((Map<?, ?>) lead).get("a")).isExactlyInstanceOf(ArrayList.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a mapping, \n for a new line | the place and reason
                "{ \"a\": 1,\\n  \"b\": 2\\n  \"c\": 3 } | 3:3: Expected \"}\", got \"c\"",
                "{ \"a\": $trim(name }                  | 1:19: Expected \")\", got \"}\"",
                "{ \"a\": name,\\n  ?? }                | 2:3: The symbol \"??\" cannot be used as a unary operator",
                "/* Typeform\\n { \"a\": 1 }            | 2:12: the file ends inside a comment or text",
                "{ \"a\": \"Anna }                      | 1:14: String literal must be terminated by a matching quote",
            })
    void tellsWhereAFileDoesNotCompile(String mapping, String message) {
        assertThatThrownBy(() -> given.write("m", mapping.replace("\\n", "\n")))
                .isInstanceOf(MappingException.class)
                .hasMessage("routes/mappings/m.jsonata:" + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // an expression at 2:8 | the place and reason, with no value of the event {name: hemlig, n:
                // 46701740611}
                "name > 5             | 2:3: The values <a text> and <a number> either side of operator must be of the same data type",
                "name + 1             | 2:3: The left side of the \"+\" operator must evaluate to a number",
                "$number(name)        | 2:3: a text that is no number was given where a number is needed",
                "$toMillis(name)      | 2:3: a text that is no date was given where a date is needed",
                "$lowercase(n)        | 2:8: Argument \"1\" of function \"lowercase\" does not match function signature",
                "name.$sum($)         | 2:13: Argument <a text> of function <a text> must be an array of another type",
                "$fulName(name)       | 2:8: there is no function $fulName",
                "{name: 1, n: 2}      | 2:3: Key in object structure must evaluate to a string; got: <a number>",
                "$json(name)          | 2:8: the text given to $json is not JSON",
                "$eval(name)          | 2:8: $eval is off: an expression never comes from a payload",
                "$error('no name')    | 2:8: no name",
                "$trim                | 2:3: b is a function: call it with ( )",
                "[1..n]               | 2:3: The size of the sequence allocated by the range operator (..) must not exceed 1e6.  Attempted to allocate <a number>.",
                "($f := function($x) { $f($x) }; $f(1))     | 2:40: does not come to an end: a function of it calls itself without stopping",
                "($f := function($x) { 1 + $f($x) }; $f(1)) | 1:1: does not come to an end: a function of it calls itself without stopping",
            })
    void tellsWhereAnEventDoesNotFitButNotWhatItHolds(String expression, String message) {
        Mapping mapping = given.write("m", "{ \"a\": name,\n  \"b\": " + expression + ",\n  \"c\": 1 }");
        assertThatThrownBy(() -> mapping.apply(Map.of("name", "hemlig", "n", 46701740611L)))
                .isInstanceOf(MappingException.class)
                .hasMessage("routes/mappings/m.jsonata:" + message)
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name     | a text",
                "nothing  | nothing",
                "null     | nothing",
                "[{},{}]  | a list",
                "42       | a number",
            })
    void refusesAResultThatIsNoObject(String mapping, String kind) {
        assertThatThrownBy(() -> apply(mapping, Map.of("name", "hemlig")))
                .hasMessage("routes/mappings/m.jsonata:1:1: must give an object { … }, gives " + kind);
    }

    @Test
    void knowsWhereAFieldIsWritten() {
        Mapping mapping = given.write(
                "m",
                """
                /* "customer_name": in a comment */
                (
                  $is := kind = "customer_name";
                  { "tag_1": "customer_phone", "customer_name" : name,
                    'customer_email': email }
                )
                """);
        assertThat(mapping.placeOf("customer_name")).hasToString("routes/mappings/m.jsonata:4:32");
        assertThat(mapping.placeOf("customer_email")).isEqualTo(new Place("routes/mappings/m.jsonata", 5, 5));
        assertThat(mapping.placeOf("customer_phone")).isEqualTo(new Place("routes/mappings/m.jsonata", 1, 1));
    }

    @Test
    void toleratesAByteOrderMarkAndACommentAtTheEnd() {
        assertThat(apply("\uFEFF{\"a\": 1} /* end */", Map.of())).isEqualTo(Map.of("a", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secrets", "a/b", "", "a.b"})
    void refusesNamesThatLeadElsewhere(String name) {
        assertThatThrownBy(() -> given.mappings.mapping(name))
                .isInstanceOf(MappingException.class)
                .hasMessageEndingWith("a mapping's name is of letters, digits, - and _ only");
    }

    @Test
    void namesAMissingFile() {
        assertThat(given.mappings.names()).isEmpty();
        assertThatThrownBy(() -> given.mappings.mapping("hubspot"))
                .hasMessage("routes/mappings/hubspot.jsonata:1:1: there is no such file");
    }

    @Test
    void tellsTheTimeOfTheClockOnEveryThread() throws Exception {
        Mapping mapping =
                given.write("m", "{\"now\": $now(), \"day\": $now(\"[Y0001]-[M01]-[D01]\"), \"ms\": $millis()}");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            thread.submit(() -> mapping.apply(Map.of())).get();
            given.advance(java.time.Duration.ofDays(1));
            assertThat(thread.submit(() -> mapping.apply(Map.of())).get())
                    .hasToString("{now=2026-11-21T09:15:00.000Z, day=2026-11-21, ms=1795252500000}");
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void mixesNothingUpBetweenThreads() throws Exception {
        Mapping mapping = given.write(
                "m",
                """
                ( $n := customer.name;
                  $twice := function($x) { $x & "-" & $$.customer.id };
                  { "name": $n, "root": $$.customer.id, "twice": $twice($n), "tags": tags.($ & $$.customer.id) } )
                """);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int number = thread;
                all.add(threads.submit(() -> applyMany(mapping, number)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void applyMany(Mapping mapping, int thread) {
        for (int i = 0; i < 2_000; i++) {
            String id = thread + "." + i;
            Map<String, Object> event =
                    Map.of("customer", Map.of("id", id, "name", "n" + id), "tags", List.of("a", "b"));
            assertThat(mapping.apply(event))
                    .isEqualTo(Map.of(
                            "name",
                            "n" + id,
                            "root",
                            id,
                            "twice",
                            "n" + id + "-" + id,
                            "tags",
                            List.of("a" + id, "b" + id)));
        }
    }
}
