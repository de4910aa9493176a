package se.salesbyte.bridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A misspelt name between routes is a fault of the file that says it: Camel would find it with the first lead only. */
class LooseEndsTest {
    private static final String CALLBACK = "- from: {uri: outbox:callback, steps: [{log: told}]}";

    @TempDir
    Path home;

    @Test
    void routesThatMeetAreWell() throws IOException {
        write("a.camel.yaml", "- from: {uri: direct:in, steps: [{to: direct:salesbyte}, {toD: 'direct:${body}'}]}");
        write("b.camel.yaml", "- from: {uri: direct:salesbyte, steps: [{to: outbox:callback}]}");
        write("c.camel.yaml", CALLBACK);
        assertThat(faults()).isEmpty();
    }

    @Test
    void namesTheFileThatSendsToWhereNoRouteBegins() throws IOException {
        write("sources/a.camel.yaml", "- from: {uri: direct:in, steps: [{to: direct:salesbyt}]}");
        write("b.camel.yaml", "- from: {uri: direct:salesbyte, steps: [{to: outbox:calback}]}");
        write("c.camel.yaml", CALLBACK);
        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "routes/sources/a.camel.yaml: direct:salesbyt has no route",
                        "routes/b.camel.yaml: outbox:calback has no route");
    }

    @Test
    void looksIntoBranchesAndFaultHandlers() throws IOException {
        write(
                "a.camel.yaml",
                """
                - onException:
                    exception: [java.io.IOException]
                    steps: [{to: direct:nowhere}]
                - from:
                    uri: direct:in
                    steps:
                      - choice:
                          when: [{simple: '${body} == 1', steps: [{to: outbox:nobody}]}]
                          otherwise: {steps: [{log: done}]}
                """);
        assertThat(faults())
                .containsExactly(
                        "routes/a.camel.yaml: direct:nowhere has no route",
                        "routes/a.camel.yaml: outbox:nobody has no route");
    }

    @Test
    void saysNothingOfThemWhileAFileCannotBeRead() throws IOException {
        write("a.camel.yaml", "- from: {uri: direct:in, steps: [{to: direct:salesbyte}]}");
        write("b.camel.yaml", "- from: {uri: direct:salesbyte, steps: [{nosuch: 1}]}");
        assertThat(faults()).singleElement().asString().startsWith("routes/b.camel.yaml: ");
    }

    private List<String> faults() {
        return LookAtRoutes.of(home, key -> Optional.empty(), Map.of()).faults();
    }

    private void write(String file, String text) throws IOException {
        Path target = home.resolve("routes").resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }
}
