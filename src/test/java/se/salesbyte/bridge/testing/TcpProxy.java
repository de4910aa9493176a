package se.salesbyte.bridge.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A network between a client and a server on loopback that can be told to fail. Thread-safe. */
public final class TcpProxy implements AutoCloseable {
    private final InetSocketAddress target;
    private final int port;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Cut> planned = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final Gate gate = new Gate();
    private @Nullable ServerSocket listener; // under the lock of this
    private Thread accepting = new Thread("tcp-proxy");

    /** On which side of the server a connection is cut. */
    enum Side {
        /** The server never sees what was sent. */
        BEFORE,
        /** The server sees it, and its answer is lost. */
        AFTER
    }

    /** What is to be cut, once, and on which side of the server. */
    record Cut(String statement, Side side) {}

    private TcpProxy(int port, int target) {
        this.port = port;
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), target);
    }

    /** Starts one on a free port. */
    public static TcpProxy to(int port) {
        TcpProxy proxy = new TcpProxy(FreePort.find(), port);
        proxy.listen();
        return proxy;
    }

    public int port() {
        return port;
    }

    /** Connections that pass through it now. */
    public int connections() {
        return connections.size();
    }

    /** How often {@link #cutBefore} or {@link #cutAfter} came about. */
    public int cuts() {
        return cuts.get();
    }

    /** Resets all connections that there are; new ones pass. */
    public void cutAll() {
        connections.forEach(ProxiedConnection::reset);
    }

    /**
     * Resets the next connection on which a client of PostgreSQL sends that statement, whole and in whatever case, or the
     * name under which it was prepared, before the server sees it. Other connections are left alone.
     */
    public void cutBefore(String statement) {
        planned.set(new Cut(statement, Side.BEFORE));
    }

    /** The same, but the server sees the statement, and has answered when the connection is reset. */
    public void cutAfter(String statement) {
        planned.set(new Cut(statement, Side.AFTER));
    }

    /** From now on nothing passes in either direction, and nothing is closed, as where packets are dropped. */
    public void hold() {
        gate.shut();
    }

    /** New connections are refused, as where nobody listens; those that there are go on. */
    public synchronized void refuse() {
        if (listener != null) {
            try {
                listener.close();
                accepting.join(); // until then the port may take one more
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            listener = null;
        }
    }

    /** After any of the others: everything passes again, what was held first. */
    public void goOn() {
        planned.set(null);
        gate.open();
        listen();
    }

    @Override
    public void close() {
        refuse();
        gate.open();
        cutAll();
    }

    private synchronized void listen() {
        if (listener != null) {
            return;
        }
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener = socket;
            accepting = daemon(() -> acceptAll(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        Socket server = new Socket();
        ProxiedConnection connection = new ProxiedConnection(client, server, gate, this::cutWith);
        connections.add(connection);
        try {
            server.connect(target);
            daemon(connection::answers);
            connection.requests();
        } catch (IOException nobodyThere) {
            connection.reset();
        } finally {
            connections.remove(connection);
        }
    }

    /** What is to become of a connection whose client sends that; null if nothing. Told once for each plan. */
    private @Nullable Side cutWith(SentText sent) {
        Cut cut = planned.get();
        if (cut == null || !sent.contains(cut.statement()) || !planned.compareAndSet(cut, null)) {
            return null;
        }
        cuts.incrementAndGet();
        return cut.side();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
