package se.salesbyte.bridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.source.InvalidPresetException;

/** A provider that comes with nothing but a file in the site's own routes folder. */
class OwnPresetTest {
    private static final String FAX =
            """
            fax:
              title: Fax
              arrives: A page.
              scheme: {token: {headers: [X-Fax]}}
              event-id: hash
              accepts: [json]
            """;

    @TempDir
    Path home;

    @Test
    void aRouteUsesThePresetOfItsName() throws IOException {
        write("presets.yaml", FAX);
        write("fax.camel.yaml", route("fax"));
        LookAtRoutes look = look();
        assertThat(look.faults()).isEmpty();
        assertThat(look.sources().get(0).source().preset().title()).isEqualTo("Fax");
    }

    @Test
    void theShippedOnesAreThereToo() throws IOException {
        write("presets.yaml", FAX);
        write("typeform.camel.yaml", route("typeform"));
        assertThat(look().sources().get(0).source().preset().title()).isEqualTo("Typeform");
    }

    @Test
    void aPresetOfAShippedNameTakesItsPlace() throws IOException {
        write("presets.yaml", FAX.replace("fax:", "typeform:"));
        write("typeform.camel.yaml", route("typeform"));
        assertThat(look().sources().get(0).source().preset().title()).isEqualTo("Fax");
    }

    @Test
    void aWrongOneIsToldOnceAndStopsTheStart() throws IOException {
        write("presets.yaml", FAX.replace("event-id: hash", "event-id: guess"));
        write("typeform.camel.yaml", route("typeform"));
        assertThat(look().faults())
                .singleElement()
                .asString()
                .startsWith("routes/presets.yaml:5:3: fax: ")
                .contains("guess");
        assertThatThrownBy(() -> new RouteEngine(home, key -> Optional.empty()))
                .isInstanceOf(InvalidPresetException.class);
    }

    @Test
    void theSandboxSecretIsNoneWhereAKeyIsWanted() throws IOException {
        write("presets.yaml", FAX.replace("{token: {headers: [X-Fax]}}", "{jwt-body: {algorithm: RS256}}"));
        write("fax.camel.yaml", route("fax").replace("steps:", "parameters: {secret: sandbox}\n      steps:"));
        LookAtRoutes look = look();
        assertThat(look.faults()).isEmpty();
        assertThat(look.sources().get(0).source().secrets().isEmpty()).isTrue();
    }

    private LookAtRoutes look() throws IOException {
        write("salesbyte.camel.yaml", "- from: {uri: direct:salesbyte, steps: [{log: done}]}");
        return LookAtRoutes.of(home, key -> Optional.empty(), Map.of());
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes").resolve(file), text);
    }

    private static String route(String source) {
        return """
            - route:
                id: %1$s
                from:
                  uri: lead:%1$s
                  steps:
                    - to:
                        uri: direct:salesbyte
            """
                .formatted(source);
    }
}
