package se.salesbyte.bridge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every file of {@code routes/} keeps the house rules, and each rule catches what breaks it. */
class RouteFilesTest {
    private static final Path ROUTES = Path.of("routes");
    private static final CheckSchema SCHEMA = new CheckSchema();
    private static final CheckEndpoints ENDPOINTS = new CheckEndpoints();

    @TempDir
    Path copy;

    @Test
    void filesAreWhatCamelsSchemaSays() {
        assertThat(schemaFaults(ROUTES)).isEmpty();
    }

    @Test
    void everyStepHasAnIdAndADescription() {
        assertThat(wordFaults(ROUTES)).isEmpty();
    }

    @Test
    void everySourceGoesFromItsWebhookThroughItsMappingToSalesByte() {
        assertThat(sourceFaults(ROUTES)).isEmpty();
    }

    @Test
    void everyEndpointHasOptionsThatExist() {
        assertThat(endpointFaults(ROUTES)).isEmpty();
    }

    @Test
    void nothingIsLeftOut() {
        RouteFolder folder = RouteFolder.at(ROUTES);

        assertThat(folder.files())
                .extracting(RouteFile::name)
                .contains("salesbyte.camel.yaml", "callback.camel.yaml", "sources/form.camel.yaml");
        assertThat(folder.files()).allSatisfy(file -> assertThat(file.steps())
                .as(file.name())
                .hasSameSizeAs(file.tree().findValues("id")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a number as text, which the running Camel would take
            handled:                    | maximumRedeliveries: "2"\\n    handled:   | maximumRedeliveries
            # a step that YAML knows and Camel does not
            - marshal:                  | - marschal:                              | marschal
            # a step without what it needs
            toType: salesbyte:answer    | toTyp: salesbyte:answer                  | toTyp
            """)
    void schemaCatches(String good, String bad, String expected) throws IOException {
        change("salesbyte.camel.yaml", good, bad);

        assertThat(schemaFaults(copy)).anyMatch(fault -> fault.contains(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a step's id, one that a tool made, one of another route, and one that is there already
            id: form-mapping            | note: none                               | has no id
            id: form-mapping            | id: form-transformDataType-1527          | is no id written by hand
            id: form-deliver            | id: to-1527                              | is no id written by hand
            id: form-deliver            | id: typeform-last                        | does not begin with its route's id
            id: form-deliver            | id: form-mapping                         | form-mapping stands twice
            # a description
            description: Posted forms   | note: Posted forms                       | form has no description
            description: Form fields    | description: %0100d                      | has a description of 1
            """)
    void wordsCatch(String good, String bad, String expected) throws IOException {
        change("sources/form.camel.yaml", good, bad.formatted(0));

        assertThat(wordFaults(copy)).anyMatch(fault -> fault.contains(expected));
    }

    @Test
    void wordsCatchAFileThatDoesNotSayWhatItIs() throws IOException {
        change("sources/form.camel.yaml", "# Any web form", "\\n# Any web form");

        assertThat(wordFaults(copy)).contains("sources/form.camel.yaml: the first line is no comment");
    }

    @Test
    void wordsCatchAnIdThatAnotherFileHas() throws IOException {
        Files.copy(copyOfRoutes().resolve("callback.camel.yaml"), copy.resolve("second.camel.yaml"));

        assertThat(wordFaults(copy)).contains("second.camel.yaml: callback-sign stands twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            id: form                    | id: forms                                | its route's id is not form
            uri: lead:form              | uri: lead:typeform                       | it does not consume lead:form
            {{form.secret}}             | sandbox                                  | its secret is not {{form.secret}}
            toType: jsonata:form        | toType: jsonata:forn                     | there is no mappings/forn.jsonata
            toType: jsonata:form        | toType: salesbyte:create-lead            | it has no mapping
            mappings/form.jsonata       | its own                                  | its first line does not name its mapping
            uri: direct:salesbyte       | uri: log:salesbyte                       | it does not end at direct:salesbyte
            """)
    void sourcesCatch(String good, String bad, String expected) throws IOException {
        change("sources/form.camel.yaml", good, bad);

        assertThat(sourceFaults(copy)).contains("sources/form.camel.yaml: " + expected);
    }

    @Test
    void sourcesCatchAMissingExample() throws IOException {
        Files.delete(copyOfRoutes().resolve("examples/paperform/submission.lead.json"));

        assertThat(sourceFaults(copy)).contains("sources/paperform.camel.yaml: it has fewer than two examples");
    }

    @Test
    void sourcesCatchAFileThatTheBridgeDoesNotRead() throws IOException {
        Files.move(copyOfRoutes().resolve("sources/form.camel.yaml"), copy.resolve("sources/form.yaml"));

        assertThat(sourceFaults(copy)).anyMatch(fault -> fault.contains("does not end in .camel.yaml"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # of ours: misspelt, not of the words it may be, and a consumer's in a producer
            reason: configuration       | reson: configuration                     | reson
            reason: configuration       | reason: konfiguration                    | konfiguration
            reason: configuration       | secret: configuration                    | secret
            # of Camel's: misspelt, where http: would send it, and no Boolean
            copyHeaders: false          | copyHeader: false                        | copyHeader
            copyHeaders: false          | copyHeaders: nope                        | nope
            # a component that is not there
            uri: outbox:callback        | uri: outbocks:callback                   | outbocks
            # a query
            uri: outbox:callback        | uri: outbox:callback?lazyStartProducer=true | has a query in its uri
            """)
    void endpointsCatch(String good, String bad, String expected) throws IOException {
        change("salesbyte.camel.yaml", good, bad);

        assertThat(endpointFaults(copy)).anyMatch(fault -> fault.contains(expected));
    }

    private static List<String> schemaFaults(Path routes) {
        return faults(routes, SCHEMA::faults);
    }

    private static List<String> wordFaults(Path routes) {
        return faults(routes, new CheckWords()::faults);
    }

    private static List<String> sourceFaults(Path routes) {
        return faults(routes, new CheckSources(RouteFolder.at(routes))::faults);
    }

    private static List<String> endpointFaults(Path routes) {
        return faults(routes, ENDPOINTS::faults);
    }

    private static List<String> faults(Path routes, Function<RouteFile, Stream<String>> check) {
        return RouteFolder.at(routes).files().stream()
                .flatMap(file -> check.apply(file).map(fault -> file.name() + ": " + fault))
                .toList();
    }

    /** Breaks that file in a copy of the folder, where {@code good} stands first. */
    private void change(String file, String good, String bad) throws IOException {
        Path changed = copyOfRoutes().resolve(file);
        String text = Files.readString(changed);
        assertThat(text).contains(good);
        int at = text.indexOf(good);
        Files.writeString(
                changed, text.substring(0, at) + bad.replace("\\n", "\n") + text.substring(at + good.length()));
    }

    private Path copyOfRoutes() throws IOException {
        try (Stream<Path> files = Files.walk(ROUTES)) {
            for (Path file : files.toList()) {
                Path to = copy.resolve(ROUTES.relativize(file).toString());
                if (!Files.isDirectory(to)) {
                    Files.copy(file, to);
                }
            }
        }
        return copy;
    }
}
