package se.salesbyte.bridge.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection on which a test writes what no client library would. */
public final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    /** An answer; its headers by name in lower case. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    /** Connects to that address. */
    public static RawHttp to(String url) {
        URI address = URI.create(url);
        try {
            Socket socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new RawHttp(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes text, with {@code \n} for the line ends of HTTP. */
    public RawHttp send(String text) {
        return send(text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(UTF_8));
    }

    public RawHttp send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one answer with a {@code Content-Length}. */
    public Answer answer() {
        try {
            String head = head();
            Map<String, String> headers = new TreeMap<>();
            String[] lines = head.split("\r\n", -1);
            for (int i = 1; i < lines.length - 2; i++) {
                int colon = lines[i].indexOf(':');
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            String body = new String(socket.getInputStream().readNBytes(length), UTF_8);
            return new Answer(Integer.parseInt(lines[0].substring(9, 12)), headers, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the other side has closed the connection; false if it says something more instead. */
    public boolean isClosed() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed within the head: " + head.toString(ISO_8859_1));
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }
}
