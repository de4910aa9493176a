package se.salesbyte.bridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;

class GuessMappingTest {
    private final Mappings mappings = new Mappings(Path.of(""), Clock.systemUTC(), new LogMappingChanges());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"Eva Ek\",\"email\":\"eva@example.com\",\"phone\":\"070-174 06 05\",\"company\":\"Ek AB\","
                        + "\"message\":\"Hi\"}",
                "{\"Namn\":\"Eva Ek\",\"E-postadress\":\"eva@example.com\",\"Mobilnummer\":\"070-174 06 05\","
                        + "\"Företag\":\"Ek AB\",\"Meddelande\":\"Hi\"}",
                "{\"first_name\":\"Eva\",\"last_name\":\"Ek\",\"Work email address\":\"eva@example.com\","
                        + "\"Direct phone line\":\"070-174 06 05\",\"Your company (AB)\":\"Ek AB\","
                        + "\"How can we help you with it?\":\"Hi\"}",
                "{\"Förnamn\":\"Eva\",\"Efternamn\":\"Ek\",\"Din e-post på jobbet\":\"eva@example.com\","
                        + "\"Telefon dagtid\":\"070-174 06 05\",\"Företagets namn\":\"Ek AB\","
                        + "\"Beskriv vad du vill\":\"Hi\"}",
                "{\"event\":\"lead\",\"data\":{\"id\":7,\"contact\":{\"full_name\":\"Eva Ek\","
                        + "\"mail\":\"eva@example.com\",\"tel\":\"070-174 06 05\",\"organization\":\"Ek AB\","
                        + "\"comments\":\"Hi\"}}}",
                "{\"answers\":[{\"label\":\"Namn\",\"value\":\"Eva Ek\"},"
                        + "{\"label\":\"Vilken e-post når vi dig på?\",\"value\":\"eva@example.com\"},"
                        + "{\"label\":\"Telefon\",\"value\":\"070-174 06 05\"},"
                        + "{\"label\":\"Företag\",\"value\":\"Ek AB\"},{\"label\":\"Meddelande\",\"value\":\"Hi\"}]}",
                "{\"leads\":[{\"fields\":{\"Kundens namn\":\"Eva Ek\",\"Kontakt\":\"eva@example.com\","
                        + "\"mobil\":\"070-174 06 05\",\"bolag\":\"Ek AB\",\"fråga\":\"Hi\"}}]}",
                "{\"submission\":{\"name\":\"Eva Ek\",\"question\":\"Hi\"},\"sender\":{\"email\":\"eva@example.com\","
                        + "\"phone\":\"070-174 06 05\",\"company\":\"Ek AB\"},\"form name\":{\"form id\":3}}",
            })
    void findsThePersonInEnglishAndSwedish(String event) throws JsonProcessingException {
        Object tree = Json.object(event);
        GuessedMapping guessed = GuessMapping.of("shop", "Shop events", tree);

        Map<String, @Nullable Object> lead = lead(guessed, tree);
        assertThat(lead)
                .containsEntry("customer_name", "Eva Ek")
                .containsEntry("customer_email", "eva@example.com")
                .containsEntry("customer_phone", "070-174 06 05")
                .containsEntry("customer_company", "Ek AB")
                .containsEntry("message", "Hi")
                .containsEntry("tag_1", "shop");
        assertThat(guessed.missing()).isEmpty();
    }

    @Test
    void saysWhatItDoesNotUse() throws JsonProcessingException {
        Object tree = Json.object("{\"id\":\"e-1\",\"name\":\"Eva\",\"Budget */ 1 + 1\":\"10\",\"When?\":\"\","
                + "\"Önskad tid\":\"kl 8\",\"utm_source\":\"x\"}");
        GuessedMapping guessed = GuessMapping.of("shop", "Shop events", tree);

        assertThat(guessed.unused()).containsExactly("Budget */ 1 + 1", "Önskad tid");
        assertThat(guessed.missing()).containsExactly("email", "phone", "company", "message");
        assertThat(guessed.fields()).containsExactly(Map.entry("name", "\"name\""));
        assertThat(guessed.text()).contains("$field($form, \"Budget * / 1 + 1\")", "   - Önskad tid");
        assertThat(lead(guessed, tree))
                .containsEntry("reference", Map.of("id", "e-1"))
                .containsEntry("custom_field_2_content", "x");
    }

    @Test
    void saysWhatItDoesNotUseBesideTheForm() throws JsonProcessingException {
        Object tree = Json.object("{\"id\":\"e-1\",\"event\":\"sent\",\"svar\":{\"person\":{\"namn\":\"Eva\","
                + "\"epost\":\"eva@example.com\"},\"adress\":{\"ort\":\"Uppsala\"},"
                + "\"intresserad av\":[\"Fönster\",\"Dörrar\"]}}");
        GuessedMapping guessed = GuessMapping.of("shop", "Shop events", tree);

        assertThat(guessed.unused()).containsExactly("event", "intresserad av in svar", "ort in svar.adress");
        assertThat(guessed.text()).contains("\"custom_field_1_content\": $field($, \"event\")");
        assertThat(lead(guessed, tree)).containsEntry("customer_name", "Eva");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":[]}", "{\"a\":[null,1,[{}]],\"b`c\":{\"name\":\"Eva\"},\"\":1}"})
    void givesAMappingThatCompilesWhateverComes(String event) throws JsonProcessingException {
        Object tree = Json.object(event);
        assertThat(lead(GuessMapping.of("shop", "Shop", tree), tree)).containsEntry("tag_1", "shop");
    }

    /** Providers whose labels it has not been made for, beside the mappings that were written by hand. */
    @Test
    void isMostlyRightAboutTheProvidersThatAreShipped() {
        int wanted = 0;
        int right = 0;
        for (Example example : new Examples(Path.of("")).all()) {
            Object tree;
            try {
                tree = new Source(
                                example.source(),
                                Presets.SHIPPED.named(example.source()).orElseThrow(),
                                Secrets.NONE)
                        .onlyEventIn(example.contentType(), example.event());
            } catch (UnparseablePayloadException broken) {
                continue;
            }
            Map<String, @Nullable Object> lead = example.lead();
            Map<String, @Nullable Object> guessed =
                    lead(GuessMapping.of(example.source(), example.source(), tree), tree);
            for (String field : List.of("customer_name", "customer_email", "customer_phone", "customer_company")) {
                if (lead.get(field) != null && !lead.containsKey("skip")) {
                    wanted++;
                    right += Objects.equals(guessed.get(field), lead.get(field)) ? 1 : 0;
                }
            }
        }
        assertThat(100 * right / wanted).as("%d of %d", right, wanted).isGreaterThan(75);
    }

    private Map<String, @Nullable Object> lead(GuessedMapping guessed, Object tree) {
        return mappings.draft("shop", guessed.text()).apply(tree);
    }
}
