package se.salesbyte.bridge.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.salesbyte.bridge.mapping.EventFile;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.LogMappingChanges;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.payload.UnparseablePayloadException;
import se.salesbyte.bridge.preview.TryExample;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;

class SourceDraftTest {
    private static final PhoneNumbers PHONES = PhoneNumbers.in("SE");

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            event.json      | {"namn":"Eva Ek","e-post":"eva@example.com"}
            event.form      | first_name=Eva&last_name=Ek&email=eva%40example.com
            event.xml       | <lead><Name>Eva Ek</Name><Email>eva@example.com</Email></lead>
            event.txt       | {"data":{"name":"Eva Ek","email":"eva@example.com"}}
            """)
    void itsExamplePassesItsMapping(String file, String body) throws IOException {
        SourceDraft draft = draft("form", file, body);
        write(draft.files());

        assertThat(new Examples(home).of("offertly")).singleElement().satisfies(example -> assertThat(
                        new TryExample(PHONES)
                                .faults(example, source("form"), mappings().mapping("offertly")))
                .isEmpty());
        assertThat(draft.example()).startsWith("routes/examples/offertly/first.event.");
        assertThat(text(draft, "routes/examples/offertly/first.lead.json"))
                .contains("\"customer_name\": \"Eva Ek\"", "\"customer_email\": \"eva@example.com\"");
        assertThat(draft.guess().missing()).containsExactly("phone", "company", "message");
        assertThat(draft.toCheck()).anySatisfy(line -> assertThat(line).contains("phone, company, message"));
    }

    @Test
    void anEventOfNobodyIsAnExampleOfAFailure() throws IOException {
        SourceDraft draft = draft("form", "event.json", "{\"colour\":\"red\"}");
        write(draft.files());

        assertThat(new TryExample(PHONES)
                        .faults(
                                new Examples(home).of("offertly").get(0),
                                source("form"),
                                mappings().mapping("offertly")))
                .isEmpty();
        assertThat(text(draft, "routes/examples/offertly/first.lead.json")).contains("validation", "customer_name");
        assertThat(draft.toCheck().get(0)).contains("becomes a failure", "map a name");
    }

    @Test
    void namesThePresetInTheRouteUnlessItIsItsOwn() throws IOException {
        String body = "{\"name\":\"Eva\"}";
        assertThat(text(draft("svix", "event.json", body), "routes/sources/offertly.camel.yaml"))
                .contains("uri: lead:offertly\n      parameters:\n        preset: svix\n        secret: \"{{");
    }

    @Test
    void refusesABodyThatThePresetDoesNotTake() {
        assertThatThrownBy(() -> draft("netlify", "event.xml", "<a/>")).hasMessageContaining("takes json, not");
        assertThatThrownBy(() -> draft("form", "event.json", "{")).isInstanceOf(UnparseablePayloadException.class);
    }

    private SourceDraft draft(String preset, String file, String body) throws IOException {
        Path event = Files.writeString(home.resolve(file), body);
        return SourceDraft.of(source(preset), new EventFile(event), mappings(), PHONES);
    }

    private Mappings mappings() {
        return new Mappings(home, Clock.systemUTC(), new LogMappingChanges());
    }

    private static Source source(String preset) {
        return new Source("offertly", Presets.SHIPPED.named(preset).orElseThrow(), Secrets.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"name\": \"Anna\", \"email\": \"anna@example.com\"}, {\"name\": \"Bo\", \"email\": \"bo@example.com\"}]",
                "\"text\""
            })
    void refusesWhatIsNotOneEvent(String body) {
        assertThatThrownBy(() -> draft("form", "event.json", body)).isInstanceOf(IllegalArgumentException.class);
    }

    private void write(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = home.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private static String text(SourceDraft draft, String file) {
        return new String(draft.files().get(file), UTF_8);
    }
}
