package se.salesbyte.bridge.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.mapping.LogMappingChanges;
import se.salesbyte.bridge.mapping.Mappings;
import se.salesbyte.bridge.payload.PayloadParser;
import se.salesbyte.bridge.payload.SplitEvent;

/** Every example of the page: an optional preset, a request, its events, an expression and what it gives. */
class PayloadsPageTest {
    private static final Path PAGE = Path.of("src/main/docs/payloads.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "(?:```yaml\n(.+?)```\n)?```http\nContent-Type: ([^\n]+)\n\n(.+?)\n```\n"
                    + "((?:```json\n[^`]+```\n)+)```jsonata\n(.+?)```\n```json\n(.+?)```",
            Pattern.DOTALL);
    private static final Pattern JSON = Pattern.compile("```json\n([^`]+)```");
    private static final String PRESET =
            """
            any:
              title: Any
              arrives: Whatever the page says.
              scheme: {token: {bearer: true}}
              event-id: hash
              accepts: [json]
            """;

    private final Path home;
    private int written;

    PayloadsPageTest(@TempDir Path home) {
        this.home = home;
    }

    @TestFactory
    Stream<DynamicTest> readsWhatThePageShows() throws IOException {
        return examples()
                .map(example ->
                        dynamicTest(example.group(2) + ": " + example.group(5).strip(), () -> {
                            Source source = source(example.group(1));
                            byte[] body =
                                    body(example.group(2), example.group(3)).getBytes(UTF_8);
                            List<Object> events = source.split(source.parse(example.group(2), body)).stream()
                                    .map(SplitEvent::tree)
                                    .toList();
                            assertThat(events)
                                    .isEqualTo(JSON.matcher(example.group(4))
                                            .results()
                                            .map(event -> json(event.group(1)))
                                            .toList());
                            assertThat(result(example.group(5), events.get(0))).isEqualTo(json(example.group(6)));
                        }));
    }

    @Test
    void runsEveryRequestOfThePage() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(examples())
                .hasSameSizeAs(
                        Pattern.compile("```http\n").matcher(page).results().toList())
                .hasSizeGreaterThan(10);
        assertThat(page.lines().filter(line -> line.startsWith("```yaml")))
                .hasSameSizeAs(
                        examples().filter(example -> example.group(1) != null).toList());
    }

    private static Stream<MatchResult> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE)).results();
    }

    private static String body(String contentType, String text) {
        return contentType.startsWith("multipart/") ? text.replace("\n", "\r\n") : text;
    }

    private static Source source(@Nullable String part) {
        String yaml = PRESET + (part == null ? "" : part.indent(2));
        Preset preset = PresetFile.read("page", new ByteArrayInputStream(yaml.getBytes(UTF_8)))
                .values()
                .iterator()
                .next();
        return new Source("any", preset, Secrets.NONE);
    }

    private static Object json(String text) {
        return new PayloadParser().parse("application/json", text.getBytes(UTF_8));
    }

    private @Nullable Object result(String expression, Object event) throws IOException {
        String name = "m" + written++;
        Path folder = Files.createDirectories(home.resolve(Mappings.FOLDER));
        Files.writeString(folder.resolve(name + ".jsonata"), "{\"result\": " + expression + "}");
        Map<String, @Nullable Object> fields = new Mappings(home, Clock.systemUTC(), new LogMappingChanges())
                .mapping(name)
                .apply(event);
        return fields.get("result");
    }
}
