package se.salesbyte.bridge.salesbyte.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SandboxDocumentationTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `\\+.*$");
    /** As the bridge starts it with {@code salesbyte.timeout} at its default of 30 s. */
    private static final List<OddAnswer> ALL = new OddAnswers(Duration.ofSeconds(35)).all();

    @Test
    void listsEveryAnswerOnDemand() throws IOException {
        String page = Files.readString(Path.of("src/main/docs/sandbox.md"));
        assertThat(ROW.matcher(page).results().map(row -> row.group()))
                .containsExactlyElementsOf(
                        ALL.stream().map(SandboxDocumentationTest::row).toList());
    }

    @Test
    void thePageListsThemToo() throws Exception {
        try (SandboxClient client = new SandboxClient(SandboxConfig.standard(), Clock.systemUTC())) {
            String page = client.get("/").body();
            assertThat(ALL).allSatisfy(odd -> assertThat(page).contains("<code>+" + tag(odd) + "</code>"));
        }
    }

    private static String row(OddAnswer odd) {
        return "| `+" + tag(odd) + "` | " + (odd.creates() ? "yes" : "no") + " | " + odd.meaning() + " |";
    }

    private static String tag(OddAnswer odd) {
        return odd.seconds() == null ? odd.tag() : odd.tag() + "-" + odd.seconds();
    }
}
