package se.salesbyte.bridge.salesbyte.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxJournalTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T09:30:00Z"), ZoneOffset.UTC);
    private static final SandboxConfig CONFIG = SandboxConfig.standard();

    @TempDir
    private Path folder;

    private SandboxClient client = new SandboxClient(CONFIG, CLOCK);

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void letsTheOldestGo() throws Exception {
        start(CONFIG.withCapacity(2));
        for (String name : List.of("first", "second", "third")) {
            client.post(Map.of("customer_name", name));
        }
        assertThat(names()).containsExactly("second", "third");
    }

    @Test
    void linksSurviveARestart() throws Exception {
        SandboxConfig journalled = CONFIG.withJournal(folder.resolve("data/sandbox.jsonl"));
        start(journalled);
        client.post(Map.of("customer_name", "Åda \uD83D\uDE00"));
        SandboxQuote quote = client.sandbox().quotes().get(0);
        start(journalled);
        assertThat(client.sandbox().quotes()).containsExactly(quote);
        assertThat(client.get("/view/" + quote.key()).body()).contains("Åda \uD83D\uDE00");
        client.post(Map.of());
        assertThat(client.sandbox().quotes().get(1).id()).isGreaterThan(quote.id());
        assertThat(Files.readString(folder.resolve("data/sandbox.jsonl"))).doesNotContain(SandboxConfig.UUID);
    }

    @Test
    void ignoresAHalfWrittenLine() throws Exception {
        Path journal = folder.resolve("sandbox.jsonl");
        start(CONFIG.withJournal(journal));
        client.post(Map.of("customer_name", "whole"));
        byte[] half = {'{', '"', 'i', 'd', '"', ':', '1', ',', '"', 'k', '"', ':', '"', (byte) 0xC3};
        Files.write(journal, half, StandardOpenOption.APPEND);
        start(CONFIG.withJournal(journal));
        assertThat(names()).containsExactly("whole");
        client.post(Map.of("customer_name", "next"));
        start(CONFIG.withJournal(journal));
        assertThat(names()).containsExactly("whole", "next");
    }

    @Test
    void writesALongJournalAnew() throws Exception {
        Path journal = folder.resolve("sandbox.jsonl");
        List<String> lines = new ArrayList<>();
        for (int id = 1; id <= 20_001; id++) {
            lines.add(new SandboxQuote(id, "key" + id, CLOCK.instant(), Map.of("customer_name", "n" + id)).toJson());
        }
        Files.write(journal, lines);
        start(CONFIG.withJournal(journal).withCapacity(3));
        assertThat(names()).containsExactly("n19999", "n20000", "n20001");
        assertThat(Files.readAllLines(journal)).hasSize(4).first().isEqualTo("{\"nextId\":20002}");
        client.post(Map.of());
        assertThat(client.sandbox().quotes().get(2).id()).isEqualTo(20_002);
        assertThat(Files.readAllLines(journal)).hasSize(5);
    }

    private void start(SandboxConfig config) {
        client.close();
        client = new SandboxClient(config, CLOCK);
    }

    private List<String> names() {
        return client.sandbox().quotes().stream()
                .map(quote -> quote.text("customer_name"))
                .toList();
    }
}
