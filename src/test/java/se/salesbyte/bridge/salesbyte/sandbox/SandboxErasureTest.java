package se.salesbyte.bridge.salesbyte.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxErasureTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T09:30:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Path journal;
    private SandboxConfig config;
    private SandboxClient client;

    @BeforeEach
    void start() throws Exception {
        journal = folder.resolve("quotes.jsonl");
        config = SandboxConfig.standard().withJournal(journal);
        client = new SandboxClient(config, CLOCK);
        client.post(Map.of("customer_name", "first", "customer_email", "Ada@A.example"));
        client.post(Map.of("customer_name", "second", "customer_phone", "070-123 45 67"));
        client.post(Map.of("customer_name", "third", "customer_email", "b@a.example", "customer_phone", "0800 call"));
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // e-mail        , phone             , what stays
                "ada@a.example,    -,                  third",
                "' ADA@a.example', -,                  third",
                "-,                +46701234567,       first third",
                "-,                0046 70 123 45 67,  first third",
                "-,                070-1234567,        first third",
                "b@a.example,      +46701234567,       first",
                "nobody@a.example, +46700000000,       first second third",
                "-,                -,                  first second third",
                "'',               'call me',          first second third",
            })
    void forgetsAPersonInMemoryAndOnDisk(String email, String phone, String stays) throws Exception {
        int erased = client.sandbox().erase(email, phone).join();
        assertThat(names()).isEqualTo(stays);
        assertThat(erased).isEqualTo(3 - stays.split(" ").length);
        restart();
        assertThat(names()).isEqualTo(stays);
        for (String name : List.of("first", "second", "third")) {
            assertThat(Files.readString(journal).contains(name)).isEqualTo(stays.contains(name));
        }
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(journal));
    }

    @Test
    void readsNumbersByTheCountryOfTheSettings() throws Exception {
        restart(config.withRegion("NO"));
        client.post(Map.of("customer_name", "fourth", "customer_phone", "406 12 345"));
        assertThat(client.sandbox().erase(null, "+46701234567").join()).isZero();
        assertThat(client.sandbox().erase(null, "+4740612345").join()).isOne();
        assertThat(names()).isEqualTo("first second third");
    }

    @Test
    void goesOnAfterwards() throws Exception {
        client.sandbox().erase("b@a.example", null).join();
        client.post(Map.of("customer_name", "fourth"));
        assertThat(client.sandbox().quotes().get(2).id()).isEqualTo(1004); // the erased one's id stays its own
        restart();
        assertThat(names()).isEqualTo("first second fourth");
    }

    @Test
    void leavesNothingOfQuotesThatAreOnlyOnDiskAnyMore() throws Exception {
        restart(config.withCapacity(1));
        assertThat(names()).isEqualTo("third");
        client.sandbox().erase("ada@a.example", null).join();
        assertThat(Files.readString(journal)).contains("third").doesNotContain("first", "second");
    }

    @Test
    void leavesNothingOfAProcessKilledWhileItWroteTheFileAnew() throws Exception {
        client.close();
        Path half = folder.resolve("quotes.jsonl.new");
        Files.writeString(half, "{\"id\":1001,\"fields\":{\"customer_email\":\"ada@");
        client = new SandboxClient(config, CLOCK);
        assertThat(half).doesNotExist();
        assertThat(names()).isEqualTo("first second third");
    }

    @Test
    void failsWhereTheFileCannotBeWrittenAndMendsThatLater() throws Exception {
        Path inTheWay = Files.createDirectory(folder.resolve("quotes.jsonl.new"));
        assertThatThrownBy(() -> client.sandbox().erase("ada@a.example", null).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("quotes.jsonl: the sandbox cannot remove quotes from it")
                .hasMessageNotContaining("ada@");
        assertThat(Files.readString(journal)).contains("first");
        Files.delete(inTheWay);
        client.sandbox().erase("ada@a.example", null).join();
        assertThat(Files.readString(journal)).contains("third").doesNotContain("first", "second");
    }

    private String names() {
        return String.join(
                " ",
                client.sandbox().quotes().stream()
                        .map(quote -> quote.text("customer_name"))
                        .toList());
    }

    private void restart() {
        restart(config);
    }

    private void restart(SandboxConfig other) {
        client.close();
        client = new SandboxClient(other, CLOCK);
    }
}
