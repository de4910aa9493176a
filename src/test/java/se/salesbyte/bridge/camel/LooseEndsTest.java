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
import se.salesbyte.bridge.salesbyte.SecretMask;

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
                        "routes/sources/a.camel.yaml:1:39: no route begins at direct:salesbyt, where it sends to: add one, or mend the name",
                        "routes/b.camel.yaml:1:46: no route begins at outbox:calback, where it sends to: add one, or mend the name");
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
                        "routes/a.camel.yaml:3:18: no route begins at direct:nowhere, where it sends to: add one, or mend the name",
                        "routes/a.camel.yaml:8:56: no route begins at outbox:nobody, where it sends to: add one, or mend the name");
    }

    @Test
    void saysNothingOfThemWhileAFileCannotBeRead() throws IOException {
        write("a.camel.yaml", "- from: {uri: direct:in, steps: [{to: direct:salesbyte}]}");
        write("b.camel.yaml", "- from: {uri: direct:salesbyte, steps: [{nosuch: 1}]}");
        assertThat(faults()).singleElement().asString().startsWith("routes/b.camel.yaml:1:");
    }

    @Test
    void namesBothFilesOfOneRouteIdOrSource() throws IOException {
        write("a.camel.yaml", "- route: {id: one, from: {uri: direct:in, steps: [{to: outbox:callback}]}}");
        write("b.camel.yaml", "- route: {id: one, from: {uri: direct:salesbyte, steps: [{log: done}]}}");
        write("c.camel.yaml", CALLBACK);
        assertThat(faults())
                .containsExactly(
                        "routes/a.camel.yaml:1:15: the route id one is in routes/b.camel.yaml too: give one another name",
                        "routes/b.camel.yaml:1:15: the route id one is in routes/a.camel.yaml too: give one another name");
    }

    @Test
    void oneSourceOrBeginningMayNotHaveTwoRoutesInOneFileOrTwo() throws IOException {
        write(
                "a.camel.yaml",
                """
                - route: {id: one, from: {uri: lead:form, parameters: {secret: x}, steps: [{to: direct:salesbyte}]}}
                - route: {id: two, from: {uri: lead:form, parameters: {secret: x}, steps: [{to: direct:salesbyte}]}}
                """);
        write("b.camel.yaml", "- route: {id: three, from: {uri: direct:salesbyte, steps: [{log: done}]}}");
        write("c.camel.yaml", "- route: {id: four, from: {uri: direct:salesbyte, steps: [{log: done}]}}");
        assertThat(faults())
                .containsExactly(
                        "routes/a.camel.yaml:1:37: the source form is here twice: give one another name",
                        "routes/b.camel.yaml:1:34: the beginning direct:salesbyte is in routes/c.camel.yaml too: give one another name",
                        "routes/c.camel.yaml:1:33: the beginning direct:salesbyte is in routes/b.camel.yaml too: give one another name");
    }

    @Test
    void tellsWhereAMappingIsAppliedThatIsNotThere() throws IOException {
        write(
                "a.camel.yaml",
                """
                - from:
                    uri: outbox:crm
                    steps:
                      - transformDataType: {toType: jsonata:there}
                      - filter: {simple: '${body} == 1', steps: [{transformDataType: {toType: jsonata:gone}}]}
                """);
        LookAtRoutes look = LookAtRoutes.of(
                home, key -> Optional.empty(), Map.of("jsonata", new AnswerTransformer(SecretMask.NONE)));
        assertThat(look.faults()).isEmpty();
        assertThat(look.unmapped(List.of("there")))
                .containsExactly(
                        "routes/a.camel.yaml:5:79: there is no such mapping in use: write routes/mappings/gone.jsonata, or mend the name");
    }

    @Test
    void tellsNoValueOfAnAddressThatIsWrong() throws IOException {
        write("a.camel.yaml", "- from: {uri: direct:in, steps: [{to: 'https://example.com?nosuchOption=s3cret&x=y'}]}");
        write("b.camel.yaml", "- from: {uri: 'direct:salesbyte?token=s3cret', steps: [{log: done}]}");
        assertThat(faults())
                .singleElement()
                .asString()
                .startsWith("routes/b.camel.yaml:1:")
                .contains("no parameter token")
                .doesNotContain("s3cret", "\n");
    }

    @Test
    void readsAFileBesideTheTemplatesThatItIsMadeOf() throws IOException {
        write(
                "z-template.camel.yaml",
                "- routeTemplate: {id: t, parameters: [{name: to}], from: {uri: 'direct:{{to}}', steps: [{log: done}]}}");
        write(
                "a.camel.yaml",
                "- templatedRoute: {routeTemplateRef: t, routeId: a, parameters: [{name: to, value: salesbyte}]}");
        assertThat(faults()).isEmpty();
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
