package se.salesbyte.bridge.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.LogMappingChanges;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;

class TryExampleTest {
    private static final String MAPPING =
            "{\"customer_name\": name, \"chat_enabled\": chat, \"customer_email\": $number(n)}";

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"chat": "perhaps"} | {"failure": {"reason": "validation"}}
            {"chat": "perhaps"} | {"failure": {"reason": "validation", "message": "customer_name: is empty"}}
            {"chat": "perhaps"} | {"failure": {"reason": "validation", "errors": {"customer_name": "is empty", "chat_enabled": ["must be"]}}}
            {"n": "x"}          | {"failure": {"reason": "mapping"}}
            {"n": "x"}          | {"failure": {"reason": "mapping", "message": "routes/mappings/form.jsonata:1:"}}
            {"name              | {"failure": {"reason": "mapping", "message": "JSON"}}
            """)
    void anEventMayHaveToFail(String event, String failure) throws IOException {
        assertThat(faults(event, failure)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"name": "Ada"}     | {"failure": {"reason": "validation"}} | it becomes a lead, expected a failure: validation
            {"n": "x"}          | {"failure": {"reason": "validation"}} | expected validation
            {"chat": "perhaps"} | {"failure": {"reason": "mapping"}}    | failure.reason is validation (
            {"chat": "perhaps"} | {"failure": {"reason": "validation", "message": "no such"}} | expected "no such" in it
            {"chat": "perhaps"} | {"failure": {"reason": "validation", "errors": {"chat_enabled": "must"}}} | failure.errors.customer_name is "is empty
            {"chat": "perhaps"} | {"failure": {"reason": "validation", "errors": {"tag_1": "x", "chat_enabled": "must", "customer_name": ""}}} | failure.errors.tag_1 is absent, expected "x"
            {"name": "Ada"}     | {"failure": {"reason": "rejected"}}   | failure is {"reason": "mapping" or
            {"name": "Ada"}     | {"failure": {"reason": "mapping", "error": ""}} | failure is {"reason": "mapping" or
            {"name": "Ada"}     | {"failure": {"reason": "mapping"}, "tag_1": "a"} | a failure has no fields beside it
            {"name": "Ada"}     | {"customer_name": "Bo"} | customer_name is "Ada", expected "Bo"
            {"name": "Ada"}     | {"customer_name": "Ada", "message": "Hi"} | message is absent, expected "Hi"
            {"n": "x"}          | {"customer_name": "Ada"} | case.event.json: routes/mappings/form.jsonata:1:
            """)
    void tellsWhatComesOtherwise(String event, String lead, String fault) throws IOException {
        assertThat(faults(event, lead))
                .singleElement()
                .asString()
                .contains("case.")
                .contains(fault);
    }

    @Test
    void tellsEveryFieldOfALeadThatIsNone() throws IOException {
        assertThat(faults("{\"chat\": \"perhaps\"}", "{\"chat_enabled\": \"perhaps\"}"))
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault).contains("case.event.json: c"));
    }

    private List<String> faults(String event, String lead) throws IOException {
        Path folder = Files.createDirectories(home.resolve("routes/examples/form"));
        Files.writeString(folder.resolve("case.event.json"), event);
        Files.writeString(folder.resolve("case.lead.json"), lead);
        Files.createDirectories(home.resolve(Mappings.FOLDER));
        Files.writeString(home.resolve(Mappings.FOLDER).resolve("form.jsonata"), MAPPING);
        Source source = new Source("form", Presets.SHIPPED.named("form").orElseThrow(), Secrets.NONE);
        return new TryExample(PhoneNumbers.in("SE"))
                .faults(
                        new Examples(home).of("form").get(0),
                        source,
                        new Mappings(home, Clock.systemUTC(), new LogMappingChanges()).mapping("form"));
    }
}
