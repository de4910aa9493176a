package se.salesbyte.bridge.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * A provider's connection, one request at a time, written as bytes: a whole HTTP client would take the processors that
 * the subject is measured on. On one event loop.
 */
final class WebhookConnection {
    private static final String LENGTH = "content-length:";

    private final NetSocket socket;
    private boolean open = true;
    private Buffer received = Buffer.buffer();
    private IntConsumer answered = status -> {};

    WebhookConnection(NetSocket socket) {
        this.socket = socket;
        socket.handler(this::receive);
        socket.closeHandler(closed -> {
            open = false;
            answered.accept(0);
        });
    }

    /** False once the subject has closed it. */
    boolean isOpen() {
        return open;
    }

    /** @param answered is told the status; 0 if the connection was closed instead */
    void post(byte[] request, IntConsumer answered) {
        this.answered = answered;
        socket.write(Buffer.buffer(request));
    }

    private void receive(Buffer bytes) {
        received = received.length() == 0 ? bytes : received.appendBuffer(bytes);
        String head = received.toString(ISO_8859_1);
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        head = head.substring(0, end).toLowerCase(Locale.ROOT);
        int length = head.indexOf(LENGTH);
        int bodyLength = length < 0 ? 0 : Integer.parseInt(line(head, length + LENGTH.length()));
        if (received.length() >= end + 4 + bodyLength) {
            received = Buffer.buffer();
            IntConsumer waiting = answered;
            answered = nothing -> {};
            waiting.accept(Integer.parseInt(head.substring(9, 12)));
        }
    }

    private static String line(String head, int from) {
        int end = head.indexOf("\r\n", from);
        return head.substring(from, end < 0 ? head.length() : end).strip();
    }
}
