package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** A person at the console: keeps the overview open, looks at lists, and searches, one after the other without a pause. */
final class ConsoleReader implements AutoCloseable {
    private static final long LONGEST_MICROS = 60_000_000;
    private static final Map<String, String> CALLS = calls();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String management;
    private final InputStream events;
    private final Map<String, Histogram> times = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::read, "console");
    private volatile boolean ended;

    /** Begins to read at that port of loopback. */
    ConsoleReader(int port) {
        management = "http://127.0.0.1:" + port;
        try {
            while (client.send(request("/api/leads?limit=1"), BodyHandlers.discarding())
                            .statusCode()
                    == 404) {
                LockSupport.parkNanos(1_000_000); // the port is open before all is served
            }
            events = client.send(request("/api/events"), BodyHandlers.ofInputStream())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Thread drain = new Thread(this::drain, "console-events");
        drain.setDaemon(true);
        drain.start();
        thread.start();
    }

    private static Map<String, String> calls() {
        Map<String, String> calls = new LinkedHashMap<>();
        calls.put("list", "/api/leads");
        calls.put("list, delivered ones of a source", "/api/leads?state=delivered&source=typeform");
        calls.put("list, failed ones", "/api/leads?state=failed");
        calls.put("search, a common name", search("Sjöström"));
        calls.put("search, a name and more", search("sjöström 3"));
        calls.put("search, an e-mail", search("anna.500006@example"));
        calls.put("search, part of many e-mails", search("example.com"));
        calls.put("search, a phone number as people write it", search("070-482 71"));
        calls.put("search, an id of SalesByte's", search("900000042"));
        calls.put("search, nobody", search("nobody of that name"));
        calls.put("overview", "/api/overview");
        return calls;
    }

    private static String search(String text) {
        return "/api/leads?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What came out, as lines of a table. */
    String table() {
        StringBuilder table = new StringBuilder("| call | p50 ms | p99 ms | max ms | calls |\n|---|---|---|---|---|\n");
        times.forEach((call, micros) -> {
            Latency latency = Latency.of(micros);
            table.append("| %s | %.1f | %.1f | %.1f | %d |%n"
                    .formatted(call, latency.p50(), latency.p99(), latency.max(), latency.count()));
        });
        return table.toString();
    }

    /** Stops reading. */
    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
            events.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        while (!ended) {
            CALLS.forEach(this::call);
        }
    }

    private void call(String name, String path) {
        long began = System.nanoTime();
        try {
            int status = client.send(request(path), BodyHandlers.ofByteArray()).statusCode();
            if (status != 200) {
                throw new IllegalStateException(path + " was answered with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        times.computeIfAbsent(name, none -> new Histogram(LONGEST_MICROS, 3))
                .recordValue((System.nanoTime() - began) / 1_000);
    }

    private void drain() {
        byte[] bytes = new byte[8_192];
        try {
            while (events.read(bytes) >= 0) {
                // only that it is read matters
            }
        } catch (IOException closed) {
            // by us
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(management + path)).build();
    }
}
