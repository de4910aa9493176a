package se.salesbyte.bridge.crash.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it came over the socket.
 *
 * @param headers by name in lower case
 */
record RawRequest(String method, String target, Map<String, String> headers, byte[] body) {

    /** Reads one with a {@code Content-Length} or without a body. */
    static RawRequest read(InputStream in) throws IOException {
        String[] lines = head(in).split("\r\n", -1);
        String[] start = lines[0].split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        if (headers.containsKey("transfer-encoding")) {
            throw new IOException("chunks are not read here");
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("closed within the body");
        }
        return new RawRequest(start[0], start[1], headers, body);
    }

    /** Empty if there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed within the head");
            }
            head.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }
}
