package se.salesbyte.bridge.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.salesbyte.bridge.testing.Events.NOON;
import static se.salesbyte.bridge.testing.Events.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.SettableClock;

@Timeout(60)
class EventsTest {
    private static final int MOST = 32;

    @TempDir
    Path folder;

    private ApiServer api;

    @BeforeEach
    void open() {
        api = new ApiServer(
                folder,
                new SettableClock(NOON),
                (request, by) -> CompletableFuture.completedFuture(Release.refused("never")),
                EraseElsewhere.NOWHERE);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tellsTheOverviewAtOnceAndAgainWhenSomethingChanges() throws IOException {
        try (Reader reader = new Reader()) {
            assertThat(reader.status()).isEqualTo(200);
            assertThat(reader.header("content-type")).isEqualTo("text/event-stream");
            assertThat(reader.overview().path("now").path("accepted").asInt()).isZero();
            api.store().accept(List.of(event("form", "evt-1"))).join();
            assertThat(reader.overview().path("now").path("accepted").asInt()).isEqualTo(1);
        }
    }

    @Test
    void tellsAllReadersTheSame() throws IOException, InterruptedException {
        try (Reader one = new Reader();
                Reader other = new Reader()) {
            assertThat(one.overview()).isEqualTo(other.overview());
            assertThat(api.call("GET", "/api/overview").body()).contains("\"attention\":[]");
        }
    }

    @Test
    void refusesOneReaderTooManyUntilAnotherOneLeaves() throws IOException {
        List<Reader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < MOST; i++) {
                Reader reader = new Reader();
                readers.add(reader);
                assertThat(reader.status()).isEqualTo(200);
            }
            try (Reader tooMany = new Reader()) {
                assertThat(tooMany.status()).isEqualTo(503);
                assertThat(tooMany.header("content-type")).isEqualTo("application/problem+json");
            }
            readers.remove(0).close();
            await().until(() -> {
                try (Reader again = new Reader()) {
                    return again.status() == 200;
                }
            });
        } finally {
            for (Reader reader : readers) {
                reader.close();
            }
        }
    }

    @Test
    void refusesThePageOfAnotherSite() throws IOException, InterruptedException {
        assertThat(api.call("GET", "/api/events", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void goesOnForOthersWhileOneReadsNothing() throws IOException {
        try (Reader idle = new Reader();
                Reader reader = new Reader()) {
            assertThat(idle.status()).isEqualTo(200);
            for (int i = 1; i <= 2; i++) {
                api.store().accept(List.of(event("form", "evt-" + i))).join();
                int expected = i;
                await().until(() ->
                        reader.overview().path("now").path("accepted").asInt() == expected);
            }
        }
    }

    /** One that reads a stream by hand. */
    private final class Reader implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;
        private final List<String> head = new ArrayList<>();

        Reader() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            socket.getOutputStream().write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
            for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                head.add(line);
            }
        }

        int status() {
            return Integer.parseInt(head.get(0).split(" ", -1)[1]);
        }

        String header(String name) {
            return head.stream()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        JsonNode overview() throws IOException {
            String line = lines.readLine();
            while (!line.startsWith("data: ")) {
                line = lines.readLine();
            }
            return JsonMapper.builder().build().readTree(line.substring("data: ".length()));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
