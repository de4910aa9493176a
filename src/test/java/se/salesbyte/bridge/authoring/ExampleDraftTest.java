package se.salesbyte.bridge.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.LogMappingChanges;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;

/** Nothing of the person remains, and the example still shows what the mapping does. */
class ExampleDraftTest {
    private static final Path HOME = Path.of("");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final PhoneNumbers PHONES = PhoneNumbers.in("SE");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]{3,}");

    /** Their mappings look at free texts, which are gone: whoever asked is told. */
    private static final List<String> TOLD = List.of("meta-lead-ads test-lead", "surveymonkey response");

    private final Mappings mappings = new Mappings(HOME, Clock.systemUTC(), new LogMappingChanges());

    @Test
    void inventsAPersonAndKeepsWhoIsWho() throws JsonProcessingException {
        ExampleDraft draft = draft(
                "form",
                """
                {"event": "lead.created", "id": "c-81920", "contactId": 918273645, "count": 3, "vip": true,
                 "name": "Greta Öberg", "first_name": "GRETA", "E-post": "Greta.Oberg@bolaget.se",
                 "telefon": "+46 73 912 34 56", "company": "Öbergs Bygg AB",
                 "message": "Greta här, nås på 0739-12 34 56 eller greta.oberg@bolaget.se. Min man Sixten svarar annars.",
                 "note": "Ring Greta, 0739123456", "address": {"street": "Storgatan 5", "zip": "114 55", "lat": 59.33258},
                 "born": "850412-1234", "birth_date": "1985-04-12", "at": "2025-03-01T08:15:00Z", "ip": "81.227.10.9",
                 "page": "https://bolaget.se/?who=greta", "raw": "{\\"efternamn\\":\\"Öberg\\",\\"n\\":1}",
                 "greta.oberg@bolaget.se": "yes", "utm_source": "google", "empty": "", "none": null}
                """);

        String event = event(draft);
        assertThat(event.toLowerCase(Locale.ROOT))
                .doesNotContain(
                        "greta",
                        "berg",
                        "bolaget",
                        "9123456",
                        "912 34 56",
                        "12 34 56",
                        "sixten",
                        "storgatan",
                        "114 55",
                        "59.33",
                        "850412",
                        "1985",
                        "2025-03",
                        "81.227",
                        "81920",
                        "918273645",
                        "bygg");
        JsonNode json = JSON.readTree(event);
        assertThat(json.path("name").asText()).isEqualTo("Alva Exempel");
        assertThat(json.path("first_name").asText()).isEqualTo("ALVA");
        assertThat(json.path("E-post").asText()).isEqualTo("kund1@example.com");
        assertThat(json.path("telefon").asText()).isEqualTo("+46701740605");
        assertThat(json.path("company").asText()).endsWith(" AB");
        assertThat(json.path("message").asText()).contains("Alva", "070-174 06 05", "kund1@example.com");
        assertThat(json.path("note").asText()).contains("Alva", "0701740605");
        assertThat(JSON.readTree(json.path("raw").asText()).path("efternamn").asText())
                .isEqualTo("Exempel");
        assertThat(json.path("event").asText()).isEqualTo("lead.created");
        assertThat(json.path("count").asInt()).isEqualTo(3);
        assertThat(json.path("vip").asBoolean()).isTrue();
        assertThat(json.path("none").isNull()).isTrue();
        assertThat(json.path("contactId").asText()).hasSize(9);
        assertThat(draft.kept()).contains("lead.created", "google");
        assertThat(lead(draft)).contains("\"customer_name\": \"Alva Exempel\"", "\"customer_phone\": \"+46701740605\"");
    }

    @Test
    void inventsAnotherNameForOneThatIsCalledLikeAnInventedOne() throws JsonProcessingException {
        String event = event(
                draft("form", "{\"name\":\"Eva Alva\",\"email\":\"kund1@example.com\",\"phone\":\"070-174 06 05\"}"));
        assertThat(event).doesNotContain("Alva", "kund1@", "070-174 06 05").contains("kund2@example.com");
    }

    @Test
    void keepsQuestionsAndInventsTheirAnswers() throws JsonProcessingException {
        ExampleDraft draft = draft(
                "tally",
                """
                {"eventType": "FORM_RESPONSE", "data": {"fields": [
                  {"key": "question_1", "label": "Vad heter du?", "type": "INPUT_TEXT", "value": "Greta Öberg"},
                  {"key": "question_2", "label": "E-post", "type": "INPUT_EMAIL", "value": "greta@bolaget.se"},
                  {"key": "question_3", "label": "Hur mår Greta?", "type": "INPUT_TEXT", "value": "Sixten frågar"}]}}
                """);
        assertThat(event(draft))
                .contains("Vad heter du?", "INPUT_EMAIL", "FORM_RESPONSE", "Alva Exempel", "Hur mår Alva?")
                .doesNotContain("Greta", "Sixten");
        assertThat(draft.kept()).contains("Hur mår Alva?");
        assertThat(lead(draft)).contains("\"customer_name\": \"Alva Exempel\"", "kund1@example.com");
    }

    @Test
    void writesAFormAsAForm() throws JsonProcessingException {
        ExampleDraft draft = draft(
                "unbounce",
                "{\"name\":\"Greta Öberg\",\"tags\":[\"a\",\"b\"],\"more\":{\"email\":\"greta@bolaget.se\"}}");
        assertThat(draft.files()).containsKey("routes/examples/unbounce/case.event.form");
        assertThat(event(draft)).startsWith("name=Alva+Exempel&").doesNotContain("greta");
    }

    /** All shipped events: no word, address or number of its person stays, and the example passes. */
    @TestFactory
    Stream<DynamicTest> nothingOfThePersonRemains() {
        return new Examples(HOME)
                .all().stream()
                        .map(example -> DynamicTest.dynamicTest(example.source() + " " + example.name(), () -> {
                            Map<String, Object> lead = example.lead();
                            Object event = source(example.source()).onlyEventIn(example.contentType(), example.event());
                            ExampleDraft draft = draft(example.source(), event, person(lead));
                            String written = (event(draft) + lead(draft)).toLowerCase(Locale.ROOT);
                            String mapping = mappings.text(example.source()).toLowerCase(Locale.ROOT);
                            for (String word : wordsOf(lead)) {
                                if (!mapping.contains(word)) {
                                    assertThat(written)
                                            .doesNotContainPattern("(?<![\\p{L}\\p{M}])" + word + "(?![\\p{L}\\p{M}])");
                                }
                            }
                            if (lead.get("customer_email") instanceof String email) {
                                assertThat(written).doesNotContain(email.toLowerCase(Locale.ROOT));
                            }
                            if (lead.get("customer_phone") instanceof String phone
                                    && phone.replaceAll("\\D", "").length() > 6) {
                                String digits = phone.replaceAll("\\D", "");
                                assertThat(written.replaceAll("[ -]", ""))
                                        .doesNotContain(digits.substring(digits.length() - 7));
                            }
                            boolean otherwise = TOLD.contains(example.source() + " " + example.name());
                            assertThat(draft.warnings().stream().filter(warning -> warning.contains("becomes")))
                                    .hasSize(otherwise ? 1 : 0);
                        }));
    }

    private static List<String> wordsOf(Map<String, Object> lead) {
        List<String> common =
                Arrays.asList("test", "text", "lead", "dummy", "example", "for", "och", "and", "name", "com");
        return Stream.of("customer_name", "customer_company")
                .map(lead::get)
                .filter(String.class::isInstance)
                .map(name -> name.toString().toLowerCase(Locale.ROOT))
                .filter(name -> !name.contains("@"))
                .flatMap(name -> WORD.matcher(name).results())
                .map(word -> word.group())
                .filter(word -> !common.contains(word))
                .toList();
    }

    private static Map<String, String> person(Map<String, Object> lead) {
        Map<String, String> person = new LinkedHashMap<>();
        for (String field : List.of("name", "email", "phone", "company")) {
            if (lead.get("customer_" + field) instanceof String known) {
                person.put(field, known);
            }
        }
        return person;
    }

    private ExampleDraft draft(String source, String event) throws JsonProcessingException {
        return draft(source, JSON.readValue(event, Object.class), Map.of());
    }

    private ExampleDraft draft(String source, Object event, Map<String, String> person) {
        return ExampleDraft.of(
                source(source), "case", event, person, mappings.mapping(source), mappings.text(source), PHONES);
    }

    private static Source source(String name) {
        return new Source(name, Presets.SHIPPED.named(name).orElseThrow(), Secrets.NONE);
    }

    private static String event(ExampleDraft draft) {
        return text(draft, 0);
    }

    private static String lead(ExampleDraft draft) {
        return text(draft, 1);
    }

    private static String text(ExampleDraft draft, int file) {
        return new String(List.copyOf(draft.files().values()).get(file), UTF_8);
    }
}
