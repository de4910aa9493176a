package se.salesbyte.bridge.camel;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Asks the operating system about sockets that nobody is reading from just now. Thread-safe. */
final class Readiness {
    /** One for all: it keeps nothing of its own, and holds file handles. */
    static final Readiness SHARED = new Readiness();

    private final Selector selector;

    private Readiness() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new IllegalStateException("there is no file handle left to look at connections with", e);
        }
    }

    /** Whether a read would give something at once, be it the end. Takes microseconds. */
    synchronized boolean isReadable(SocketChannel channel) throws IOException {
        channel.configureBlocking(false); // or else it cannot be asked
        try {
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            try {
                return selector.selectNow() > 0;
            } finally {
                selector.selectedKeys().clear();
                key.cancel();
                selector.selectNow(); // forgets it, and only then it may block again
            }
        } finally {
            channel.configureBlocking(true);
        }
    }
}
