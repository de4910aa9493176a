package se.salesbyte.bridge.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the page for integrators, each as a part of a preset. */
class VerificationPageTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    static List<String> examples() throws IOException {
        return BLOCK.matcher(page()).results().map(block -> block.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isUnderstood(String example) {
        String scheme = example.startsWith("scheme:") ? "" : "scheme: {token: {bearer: true}}\n";
        String preset = "title: A\narrives: A.\nevent-id: hash\naccepts: [json]\n" + scheme + example;
        String file = "page:\n" + preset.indent(2);
        assertThat(PresetFile.read("page", new ByteArrayInputStream(file.getBytes(UTF_8))))
                .hasEntrySatisfying(
                        "page",
                        read -> assertThat(read.handshakes().all().isEmpty()).isEqualTo(scheme.isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hmac:",
                "digest:",
                "bearer:",
                "basic:",
                "headers:",
                "query:",
                "body:",
                "jws-detached:",
                "jwt-body:",
                "echo-query:",
                "hmac-query:",
                "probe:",
                "unsigned-ping:",
                "signed-ping:",
                "echo-header:"
            })
    void showsAnExampleOfEach(String kind) throws IOException {
        assertThat(String.join("\n", examples())).contains(kind);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("src/main/docs/verification.md"));
    }
}
