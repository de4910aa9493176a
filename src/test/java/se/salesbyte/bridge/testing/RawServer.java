package se.salesbyte.bridge.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers each request byte by byte as it is told, once for each answer and 200 with an id otherwise, and closes the
 * connection after it: for answers that no HTTP server would give.
 */
public final class RawServer implements AutoCloseable {
    private static final String CREATED = answer(200, "application/json", "{\"id\":7001}");

    private final ServerSocket socket;
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();
    private final AtomicBoolean speaksFirst = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Writes an answer until it ends or the client has gone. */
    @FunctionalInterface
    private interface Answer {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    private RawServer(ServerSocket socket) {
        this.socket = socket;
    }

    /** Starts it on a free port of loopback. */
    public static RawServer start() {
        try {
            RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            thread(server::acceptAll);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole answer as text; headers as lines. */
    public static String answer(int status, String contentType, String body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said So\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head + "Content-Type: " + contentType + "\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n"
                + body;
    }

    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** The next request is answered with exactly that. */
    public RawServer says(String raw) {
        script.add(out -> out.write(raw.getBytes(UTF_8)));
        return this;
    }

    /** From now on answers without having read anything, as servers do that speak another protocol. */
    public RawServer speaksFirst() {
        speaksFirst.set(true);
        return this;
    }

    /** The next request is answered with that, and then one byte every 50 ms without end. */
    public RawServer trickles(String head) {
        script.add(out -> {
            out.write(head.getBytes(UTF_8));
            while (!closed.await(50, TimeUnit.MILLISECONDS)) {
                out.write('x');
            }
        });
        return this;
    }

    /** The next request is answered with that, and then with as much as the client takes. */
    public RawServer floods(String head) {
        script.add(out -> {
            out.write(head.getBytes(UTF_8));
            byte[] block = "x".repeat(8192).getBytes(UTF_8);
            while (closed.getCount() > 0) {
                out.write(block);
                written.addAndGet(block.length);
            }
        });
        return this;
    }

    /** How many requests came. */
    public int requests() {
        return requests.get();
    }

    /** How many bytes of floods could be written. */
    public long written() {
        return written.get();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                thread(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            if (speaksFirst.get() || readRequest(connection.getInputStream())) {
                requests.incrementAndGet();
                Answer next = script.poll();
                OutputStream out = connection.getOutputStream();
                if (next == null) {
                    out.write(CREATED.getBytes(UTF_8));
                } else {
                    next.writeTo(out);
                }
            }
        } catch (IOException e) {
            // the client has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                return false;
            }
            head.append((char) read);
        }
        for (String line : head.toString().toLowerCase(Locale.ROOT).lines().toList()) {
            if (line.startsWith("content-length:")) {
                in.readNBytes(Integer.parseInt(line.substring(15).strip()));
            } else if (line.startsWith("transfer-encoding:")) {
                readToLastChunk(in);
            }
        }
        return true;
    }

    private static void readToLastChunk(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        while (!body.toString().endsWith("0\r\n\r\n")) {
            body.append(new String(in.readNBytes(1), ISO_8859_1));
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }
}
