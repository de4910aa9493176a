package se.salesbyte.bridge.crash.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** An answer to be written to the socket; {@code extra} are whole header lines. */
record RawAnswer(int status, String body, String extra) {

    static RawAnswer json(int status, String body) {
        return new RawAnswer(status, body, "");
    }

    void writeTo(OutputStream out, boolean last) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        String head = "HTTP/1.1 " + status + " Said So\r\nDate: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC))
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n" + extra
                + (last ? "Connection: close\r\n" : "") + "\r\n";
        byte[] whole = new byte[head.length() + bytes.length];
        System.arraycopy(head.getBytes(UTF_8), 0, whole, 0, head.length());
        System.arraycopy(bytes, 0, whole, head.length(), bytes.length);
        out.write(whole);
        out.flush();
    }
}
