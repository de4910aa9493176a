package se.salesbyte.bridge.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Iterator;

/**
 * A process that opens connections and does nothing with them: of three, one sends nothing, one half a head, one half a
 * body. Says how many it has opened, and then how many the other side has closed.
 */
final class IdleSenders {
    private static final String HEAD = "POST /webhooks/form?token=form-token HTTP/1.1\r\nHost: bridge\r\n";
    private static final String[] SENT = {
        "", HEAD + "X-Half: he", HEAD + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"name\":"
    };

    private IdleSenders() {}

    /** Opens them, until all are closed: the port on loopback, and how many. */
    public static void main(String[] args) throws IOException {
        InetSocketAddress bridge = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        int count = Integer.parseInt(args[1]);
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open(bridge);
                channel.write(ByteBuffer.wrap(SENT[i % SENT.length].getBytes(US_ASCII)));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
            }
            System.out.println("open");
            while (!selector.keys().isEmpty()) {
                selector.select();
                closeEnded(selector);
                selector.selectNow(); // lets go of the closed ones
            }
        }
        System.out.println("closed");
    }

    private static void closeEnded(Selector selector) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        for (Iterator<SelectionKey> ready = selector.selectedKeys().iterator(); ready.hasNext(); ) {
            SocketChannel channel = (SocketChannel) ready.next().channel();
            ready.remove();
            buffer.clear();
            if (hasEnded(channel, buffer)) {
                channel.close();
            }
        }
    }

    private static boolean hasEnded(SocketChannel channel, ByteBuffer buffer) {
        try {
            return channel.read(buffer) < 0;
        } catch (IOException reset) {
            return true;
        }
    }
}
