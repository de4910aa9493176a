package se.salesbyte.bridge.crash.standin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * The stand-in's process. Creates quotes, counts them by the message of the lead, and answers badly, late or not
 * at all now and then; every few seconds its port is closed for a moment. The counts are read at another port. Ends when
 * its standard input does, so that it never outlives who started it.
 */
public final class CountingSalesByte {
    static final String READY = "SalesByte stand-in is running";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration OPEN = Duration.ofSeconds(7);
    private static final Duration CLOSED = Duration.ofMillis(400);
    private static final int BACKLOG = 200;

    private final StandInSettings settings;
    private final CreatedQuotes quotes;
    private final Mishaps mishaps;
    private final QuotesApi api;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "stand-in");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    private CountingSalesByte(StandInSettings settings) throws IOException {
        this.settings = settings;
        this.quotes = new CreatedQuotes(Path.of(settings.journal()));
        this.mishaps = new Mishaps(settings.seed() + quotes.all().size(), settings.trouble());
        this.api = new QuotesApi(quotes, settings.token(), settings.pageSize());
    }

    public static void main(String[] args) throws IOException {
        CountingSalesByte salesByte = new CountingSalesByte(StandInSettings.of(args[0]));
        ServerSocket first = salesByte.listen();
        salesByte.serveCounts();
        salesByte.threads.execute(() -> salesByte.openAndClose(first));
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // only its end matters
        }
        Runtime.getRuntime().halt(0);
    }

    private ServerSocket listen() throws IOException {
        return new ServerSocket(settings.port(), BACKLOG, InetAddress.getLoopbackAddress());
    }

    private void openAndClose(ServerSocket first) {
        try {
            ServerSocket open = first;
            while (true) {
                ServerSocket listening = open;
                threads.execute(() -> accept(listening));
                LockSupport.parkNanos(settings.trouble() > 0 ? OPEN.toNanos() : Long.MAX_VALUE);
                closed = true;
                open.close();
                LockSupport.parkNanos(CLOSED.toNanos());
                open = listen();
                closed = false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                threads.execute(new Conversation(socket, mishaps, quotes, api, () -> closed, Clock.systemUTC())::hold);
            } catch (IOException e) {
                // closed for a while
            }
        }
    }

    private void serveCounts() throws IOException {
        HttpServer control =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.controlPort()), 0);
        control.createContext("/counts", exchange -> say(exchange, quotes.byKey()));
        control.createContext("/refusals", exchange -> say(exchange, quotes.refusals()));
        control.start();
    }

    private static void say(HttpExchange exchange, Object counts) throws IOException {
        byte[] json = JSON.writeValueAsBytes(counts);
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }
}
