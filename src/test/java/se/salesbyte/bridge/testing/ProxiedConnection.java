package se.salesbyte.bridge.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection through a {@link TcpProxy}: a thread for each direction. */
final class ProxiedConnection {
    private static final int PIECE = 64 * 1024;

    private final Socket client;
    private final Socket server;
    private final Gate gate;
    private final Function<SentText, TcpProxy.@Nullable Side> cutWith;
    private volatile boolean answerIsLost;

    /** @param cutWith asked for each piece that the client sends */
    ProxiedConnection(Socket client, Socket server, Gate gate, Function<SentText, TcpProxy.@Nullable Side> cutWith) {
        this.client = client;
        this.server = server;
        this.gate = gate;
        this.cutWith = cutWith;
    }

    /** Passes on what the client sends, until either side ends. */
    void requests() {
        SentText text = new SentText();
        pass(client, server, (bytes, length) -> {
            text.sent(bytes, length);
            TcpProxy.Side side = cutWith.apply(text);
            if (side == TcpProxy.Side.AFTER) {
                answerIsLost = true;
            }
            return side != TcpProxy.Side.BEFORE;
        });
    }

    /** Passes on what the server answers, until either side ends. */
    void answers() {
        pass(server, client, (bytes, length) -> !answerIsLost);
    }

    /** Ends it without a farewell: both sides see a reset. */
    void reset() {
        reset(client);
        reset(server);
    }

    private void pass(Socket from, Socket to, Passing passing) {
        byte[] bytes = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                gate.pass();
                if (!passing.isLetThrough(bytes, length)) {
                    reset();
                    return;
                }
                to.getOutputStream().write(bytes, 0, length);
            }
            gate.pass();
            client.close();
            server.close();
        } catch (IOException oneHasGone) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closedAlready) {
            // nothing is left to reset
        }
    }

    @FunctionalInterface
    private interface Passing {
        boolean isLetThrough(byte[] bytes, int length);
    }
}
