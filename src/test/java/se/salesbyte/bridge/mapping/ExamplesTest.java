package se.salesbyte.bridge.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
    private final Path home;
    private final Path folder;
    private final Examples examples;

    ExamplesTest(@TempDir Path home) throws IOException {
        this.home = home;
        folder = Files.createDirectories(home.resolve("routes/examples/shop"));
        examples = new Examples(home);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    @Test
    void findsPairsBySourceAndCase() throws IOException {
        write("b.event.form", "name=Anna");
        write("b.lead.json", "{}");
        write("a.event.json", "{}");
        write("a.lead.json", "{\"customer_name\":\"Anna\"}");
        write(".gitattributes", "");
        write("b.lead.json.dpkg-dist", "what a newer package brought");
        assertThat(examples.all())
                .isEqualTo(examples.of("shop"))
                .extracting(Example::name)
                .containsExactly("a", "b");
        assertThat(examples.of("shop").get(0).lead()).isEqualTo(Map.of("customer_name", "Anna"));
        assertThat(examples.of("shop").get(1).event()).isEqualTo("name=Anna".getBytes(UTF_8));
        assertThat(examples.of("other")).isEmpty();
        assertThat(new Examples(home.resolve("nowhere")).all()).isEmpty();
    }

    @Test
    void takesAnAnswerOnlyBesideItsEvent() throws IOException {
        write("a.event.json", "{}");
        write("a.lead.json", "{}");
        assertThat(examples.of("shop").get(0).answer()).isEmpty();
        write("a.answer.json", "{\"outcome\": \"delivered\"}");
        assertThat(examples.of("shop").get(0).answer()).isPresent();
        write("a.answer.json", "delivered");
        assertThatThrownBy(() -> examples.of("shop").get(0).answer())
                .isInstanceOf(BrokenExampleException.class)
                .hasMessageContaining("a.answer.json: an answer is");
        write("b.answer.json", "{}");
        assertThatThrownBy(examples::all).hasMessageContaining("b.answer.json");
    }

    @Test
    void knowsTheContentTypeByTheEnding() throws IOException {
        write("a.event.json", "{}");
        write("a.lead.json", "{}");
        write("b.event.form", "");
        write("b.lead.json", "{}");
        write("c.event.multipart", "--limit 1\r\n");
        write("c.lead.json", "{}");
        write("d.event.xml", "<a/>");
        write("d.lead.json", "{}");
        write("e.event.jwt", "a.b.c");
        write("e.lead.json", "{}");
        assertThat(examples.all())
                .extracting(Example::contentType)
                .containsExactly(
                        "application/json",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=\"limit 1\"",
                        "application/xml",
                        "application/jwt");
    }

    @Test
    void namesAMultipartWithoutBoundary() throws IOException {
        write("a.event.multipart", "name=Anna");
        write("a.lead.json", "{}");
        assertThatThrownBy(() -> examples.all().get(0).contentType())
                .hasMessageEndingWith("a.event.multipart: the first line must be -- and the boundary");
    }

    @Test
    void namesFilesWithoutPartner() throws IOException {
        write("a.event.json", "{}");
        write("b.lead.json", "{}");
        write("c.event.txt", "a");
        assertThatThrownBy(() -> examples.all())
                .isInstanceOf(BrokenExampleException.class)
                .hasMessageContainingAll("a.event.json", "b.lead.json", "c.event.txt");
    }

    @Test
    void namesTheSecondEventOfACase() throws IOException {
        write("a.event.form", "");
        write("a.event.json", "{}");
        write("a.lead.json", "{}");
        assertThatThrownBy(() -> examples.all()).hasMessageContaining("a.event.json");
    }

    @Test
    void namesALeadThatIsNoJsonObject() throws IOException {
        write("a.event.json", "{}");
        write("a.lead.json", "[");
        assertThatThrownBy(() -> examples.all().get(0).lead())
                .hasMessageEndingWith("a.lead.json: is not a JSON object");
    }

    @Test
    void tellsEveryDifference() throws IOException {
        write("a.event.json", "{}");
        write("a.lead.json", "{\"customer_name\":\"Anna\",\"tag_1\":\"x\",\"n\":1.5,\"id\":9007199254740993}");
        Example example = examples.all().get(0);
        assertThat(example.differences(
                        Map.of("customer_name", "Anna", "tag_1", "x", "n", 1.5, "id", 9007199254740993L)))
                .isEmpty();
        assertThat(example.differences(Map.of(
                        "customer_name", "Eva", "message", "Hej", "n", new BigDecimal("1.5"), "id", 9007199254740992L)))
                .map(difference -> difference.substring(difference.indexOf("a.lead.json")))
                .containsExactly(
                        "a.lead.json: customer_name is \"Eva\", expected \"Anna\"",
                        "a.lead.json: id is 9007199254740992, expected 9007199254740993",
                        "a.lead.json: message is \"Hej\", expected absent",
                        "a.lead.json: tag_1 is absent, expected \"x\"");
    }
}
