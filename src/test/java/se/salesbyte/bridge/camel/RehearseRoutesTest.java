package se.salesbyte.bridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.mapping.Example;
import se.salesbyte.bridge.mapping.Examples;
import se.salesbyte.bridge.mapping.LogMappingChanges;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.preview.TryExample;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Profile;
import se.salesbyte.bridge.salesbyte.Profiles;
import se.salesbyte.bridge.salesbyte.SecretMask;
import se.salesbyte.bridge.source.Presets;
import se.salesbyte.bridge.source.Secrets;
import se.salesbyte.bridge.source.Source;
import se.salesbyte.bridge.testing.ScriptedSalesByte;

/** Examples that say what SalesByte answers, through the shared routes as they are shipped, or changed. */
class RehearseRoutesTest {
    private static final Path SHIPPED = Path.of("");
    private static final Path SALESBYTE = Path.of("routes/salesbyte.camel.yaml");
    private static final PhoneNumbers PHONES = PhoneNumbers.in("SE");
    private static final Mappings MAPPINGS = new Mappings(SHIPPED, Clock.systemUTC(), new LogMappingChanges());

    @TempDir
    Path home;

    @Test
    void everyShippedAnswerBecomesWhatItSaysAndNothingLeaves() throws IOException {
        try (ScriptedSalesByte salesByte = ScriptedSalesByte.start()) {
            List<Example> answered = new Examples(SHIPPED)
                    .all().stream()
                            .filter(example -> example.answer().isPresent())
                            .toList();
            assertThat(answered).hasSizeGreaterThan(6);
            assertThat(faults(answered, Files.readString(SALESBYTE), salesByte.url()))
                    .isEmpty();
            assertThat(salesByte.received()).isEmpty();
        }
    }

    @Test
    void tellsWhatAChangedRouteMakesOfAnAnswer() throws IOException {
        String changed = Files.readString(SALESBYTE)
                .replace("reason: configuration", "reason: rejected")
                .replace("uri: outbox:callback", "uri: log:callback");
        assertThat(faults(List.of(example("netlify", "submission"), example("form", "english")), changed, "http://x"))
                .containsExactly(
                        "routes/examples/netlify/submission.answer.json: reason is \"rejected\", expected \"configuration\"",
                        "routes/examples/form/english.answer.json: messages is [], expected [\"callback\"]");
    }

    @Test
    void aRouteThatStatesNoOutcomeIsJudgedAsARunningOne() throws IOException {
        String changed = Files.readString(SALESBYTE).replace("uri: lead:delivered", "uri: log:delivered");
        assertThat(faults(List.of(example("form", "english")), changed, "http://x"))
                .contains(
                        "routes/examples/form/english.answer.json: outcome is \"unknown\", expected \"delivered\"",
                        "routes/examples/form/english.answer.json: messages is [\"error-notification\"], expected [\"callback\"]");
    }

    @Test
    void aSecondRequestIsRefusedAsInARunningOne() throws IOException {
        String twice = Files.readString(SALESBYTE)
                .replace(
                        "        - transformDataType:\n            id: salesbyte-answer",
                        "        - to: https://audit.example.com\n        - transformDataType:\n            id: salesbyte-answer");
        assertThat(faults(List.of(example("form", "english")), twice, "http://x"))
                .contains("routes/examples/form/english.answer.json: outcome is \"unknown\", expected \"delivered\"");
    }

    @Test
    void whatBeginsElsewhereStandsBesideAndDoesNotBegin() throws IOException {
        String beside =
                """
                - route: {id: nightly, from: {uri: 'timer:nightly?delay=-1&repeatCount=1', steps: [{to: direct:salesbyte}]}}
                - route: {id: folder, from: {uri: 'file:nowhere?autoCreate=false', steps: [{to: direct:salesbyte}]}}
                """;
        assertThat(faults(List.of(example("form", "english")), Files.readString(SALESBYTE) + beside, "http://x"))
                .isEmpty();
    }

    @Test
    void aRouteThatWaitsIsToldAndHoldsUpNobody() throws IOException {
        String waiting = Files.readString(SALESBYTE)
                .replace(
                        "      steps:\n        - transformDataType:",
                        "      steps:\n        - delay: {constant: 3600000}\n        - transformDataType:");
        assertThat(faults(List.of(example("form", "english")), waiting, "http://x"))
                .singleElement()
                .asString()
                .startsWith(
                        "routes/examples/form/english.answer.json: the shared routes came to no outcome within 5 s");
    }

    @Test
    void anOutboxOfOnesOwnHearsOfWhatFailsBeforeTheCall() throws IOException {
        Example invalid = new Example(
                "form",
                "invalid",
                Files.writeString(home.resolve("invalid.event.json"), "{\"phone\": \"070-174 06 05\"}"),
                Files.writeString(home.resolve("invalid.lead.json"), "{}"));
        Files.writeString(
                invalid.answerFile(), "{\"outcome\": \"failed\", \"messages\": [\"error-notification\", \"crm\"]}");
        String changed = Files.readString(SALESBYTE)
                        .replace(
                                "      steps:\n        - transformDataType:",
                                "      steps:\n        - to: outbox:crm\n        - transformDataType:")
                + "- from: {uri: outbox:crm, steps: [{log: told}]}\n";
        assertThat(outcomeFaults(invalid, changed)).isEmpty();
    }

    private List<String> faults(List<Example> examples, String route, String endpoint) throws IOException {
        LookAtRoutes look = look(route, endpoint);
        try (RehearseRoutes rehearsal = look.rehearsal()) {
            TryExample attempt = new TryExample(PHONES, rehearsal);
            return examples.stream()
                    .flatMap(example ->
                            attempt.faults(example, source(example), MAPPINGS.mapping(example.source())).stream())
                    .toList();
        }
    }

    private List<String> outcomeFaults(Example example, String route) throws IOException {
        try (RehearseRoutes rehearsal = look(route, "http://x").rehearsal()) {
            return new TryExample(PHONES, rehearsal).outcomeFaults(example, Map.of());
        }
    }

    private LookAtRoutes look(String route, String endpoint) throws IOException {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve(SALESBYTE), route);
        for (String outbox : List.of("callback", "error-notification")) {
            Path file = Path.of("routes", outbox + ".camel.yaml");
            Files.copy(file, home.resolve(file));
        }
        LookAtRoutes look = LookAtRoutes.of(
                home,
                key -> Optional.of(endpoint).filter(any -> key.equals("salesbyte.endpoint")),
                Map.of(
                        "salesbyte:create-lead",
                        new CreateLeadTransformer(profiles(), PHONES, source -> Optional.empty(), null),
                        "salesbyte:answer",
                        new AnswerTransformer(SecretMask.NONE)));
        assertThat(look.faults()).isEmpty();
        return look;
    }

    private static Example example(String source, String name) {
        return new Examples(SHIPPED)
                .of(source).stream()
                        .filter(example -> example.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private static Source source(Example example) {
        return new Source(
                example.source(), Presets.SHIPPED.named(example.source()).orElseThrow(), Secrets.NONE);
    }

    private static Profiles profiles() {
        return Profiles.of(
                new Profile("0b6f1e9c-5d0a-4c6b-9d7e-2f8a1c3e4b5d", "7", Map.of("type", "website")), Map.of(), PHONES);
    }
}
