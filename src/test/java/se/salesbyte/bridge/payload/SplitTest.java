package se.salesbyte.bridge.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.testing.Fixture;

class SplitTest {
    private final PayloadParser parser = new PayloadParser();

    private List<SplitEvent> events(String path, String json) {
        return Split.at(path).eventsIn(parser.parse("application/json", json.getBytes(UTF_8)));
    }

    private static String json(SplitEvent event) {
        return new String(Objects.requireNonNull(event.json()), UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # path | request | its events
                    $ | [{"id":1},{"id":2}] | {"id":1} {"id":2}
                    $ | [{"id":1}] | {"id":1}
                    $ | [[1],[2,"x"]] | 1 2 "x"
                    $ | [null,{"id":2}] | {"id":2}
                    entry | {"p":7,"entry":[{"id":1},{"id":2}],"q":null} | {"p":7,"entry":{"id":1},"q":null} {"p":7,"entry":{"id":2},"q":null}
                    entry | {"entry":[{"id":1}]} | {"entry":{"id":1}}
                    a.b | {"a":[{"b":[1,2],"c":0},{"b":[3]}]} | {"a":{"b":1,"c":0}} {"a":{"b":2,"c":0}} {"a":{"b":3}}
                    a.b | {"a":{"b":[1,2]}} | {"a":{"b":1}} {"a":{"b":2}}
                    a.b | {"a":[{"b":1},{"b":2}]} | {"a":{"b":1}} {"a":{"b":2}}
                    # an entry without what the path names is an event of its own
                    a.b | {"a":[{"b":[1,2]},{"c":3},{"b":[]},4]} | {"a":{"b":1}} {"a":{"b":2}} {"a":{"c":3}} {"a":{"b":[]}} {"a":4}
                    # a name may have dots itself, and be empty behind the path
                    a.b | {"a.b":[1,2]} | {"a.b":1} {"a.b":2}
                    a.b.c | {"a.b":{"c":[1]}} | {"a.b":{"c":1}}
                    a | {"a":[{"":[1,2]},3]} | {"a":{"":[1,2]}} {"a":3}
                    # lists beside the path stay
                    a | {"a":[1,2],"b":[3,4]} | {"a":1,"b":[3,4]} {"a":2,"b":[3,4]}
                    # kept to the digit and the character
                    $ | [{"a":1.10,"b":12345678901234567890123,"c":1E+30,"d":null,"e":""}] | {"a":1.10,"b":12345678901234567890123,"c":1E+30,"d":null,"e":""}
                    $ | ["Åsa 😀","\\ud83d \\u0000 \\" \\\\ /"] | "\\u00C5sa \\uD83D\\uDE00" "\\uD83D \\u0000 \\" \\\\ /"
                    """)
    void takesEveryListOnThePathApart(String path, String request, String events) {
        assertThat(String.join(
                        " ", events(path, request).stream().map(SplitTest::json).toList()))
                .isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # path | request that is one event, kept as it came
                    $ | {"id":1}
                    $ | []
                    $ | [null]
                    $ | "x"
                    entry | {"entry":{"id":1}}
                    entry | {"entry":[]}
                    entry | {"entry":null}
                    entry | {"other":[1,2]}
                    a.b | {"a":{"b":1}}
                    a.b | {"a":"b"}
                    """)
    void leavesASingleEventAsItCame(String path, String request) {
        Object tree = parser.parse("application/json", request.getBytes(UTF_8));
        assertThat(Split.at(path).eventsIn(tree)).singleElement().satisfies(event -> {
            assertThat(event.json()).isNull();
            assertThat(event.tree()).isSameAs(tree);
            assertThat(event.payloadOr(request.getBytes(UTF_8))).isEqualTo(request.getBytes(UTF_8));
            assertThat(event.contentTypeOr("text/xml")).isEqualTo("text/xml");
        });
    }

    @Test
    void leavesEveryRequestWholeWhereNothingIsToBeSplit() {
        Object tree = parser.parse("application/json", "[1,2]".getBytes(UTF_8));
        assertThat(Split.NONE.eventsIn(tree)).containsExactly(new SplitEvent(tree, null));
    }

    @Test
    void keepsEachEventAsJsonThatIsReadAsTheSameTree() {
        for (SplitEvent event :
                events("a", "{\"a\":[{\"n\":1.10,\"big\":9007199254740993,\"x\":null,\"t\":\"Å\"},[]]}")) {
            assertThat(parser.parse(event.contentTypeOr("text/xml"), event.payloadOr(new byte[0])))
                    .isEqualTo(event.tree());
        }
    }

    @Test
    void splitsWhatTheProvidersSend() {
        assertThat(of("hubspot", "$")).singleElement().asString().startsWith("{eventId=3816279340, ");
        assertThat(of("meta-lead-ads", "entry.changes"))
                .singleElement()
                .extracting("entry.changes.value.leadgen_id")
                .isEqualTo("123123123123");
    }

    @Test
    void splitsNotificationsOfSalesforceAndKeepsASingleOne() {
        Fixture sent = Fixture.named("salesforce-outbound-message");
        String one = new String(sent.body(), UTF_8);
        String notification = one.substring(one.indexOf("<Notification>"), one.indexOf("</notifications>"));
        String two = one.replace(notification, notification + notification.replace("04l5g00001HcX2yAAF", "second"));
        Split split = Split.at("Body.notifications.Notification");
        assertThat(split.eventsIn(parser.parse("text/xml", two.getBytes(UTF_8))))
                .extracting(SplitEvent::tree)
                .extracting("Body.notifications.Notification.Id", "Body.notifications.Notification.sObject.LastName")
                .containsExactly(tuple("04l5g00001HcX2yAAF", "Holm"), tuple("second", "Holm"));
        assertThat(split.eventsIn(parser.parse("text/xml", sent.body())))
                .singleElement()
                .satisfies(event -> assertThat(event.json()).isNull());
    }

    private List<Object> of(String fixture, String path) {
        Fixture sent = Fixture.named(fixture);
        return Split.at(path).eventsIn(parser.parse(sent.header("Content-Type"), sent.body())).stream()
                .map(SplitEvent::tree)
                .toList();
    }

    @Test
    void takesAThousandEventsAndNoMore() {
        String[] ids = new String[1_000];
        Arrays.fill(ids, "{}");
        assertThat(events("$", Arrays.toString(ids))).hasSize(1_000);
        assertThatThrownBy(() -> events("$", "[1," + Arrays.toString(ids) + "]"))
                .isInstanceOf(UnparseablePayloadException.class)
                .hasMessage("more than 1000 events in one request: send fewer at a time");
    }

    @Test
    void boundsWhatAllEventsTakeTogether() {
        String shared = "x".repeat(1024 * 1024 - 100);
        String fits = "{\"shared\":\"%s\",\"a\":%s}".formatted(shared, Arrays.toString(new int[16]));
        assertThatCode(() -> events("a", fits)).doesNotThrowAnyException();
        String tooMuch = "{\"shared\":\"%s\",\"a\":%s}".formatted(shared, Arrays.toString(new int[1_000]));
        assertThatThrownBy(() -> events("a", tooMuch))
                .isInstanceOf(UnparseablePayloadException.class)
                .hasMessage("17 events of one request take more than 16 MiB when kept apart: send fewer at a time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", ".a", "a.", " "})
    void refusesAPathWithAnEmptyStep(String path) {
        assertThatThrownBy(() -> Split.at(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has an empty step: write it like entry.changes, or $");
    }
}
