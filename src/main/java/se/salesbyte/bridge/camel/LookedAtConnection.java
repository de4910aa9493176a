package se.salesbyte.bridge.camel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A pooled connection that is looked at before every use without waiting. HTTP clients read for a millisecond to see
 * whether the server has closed, and throw an exception if it has not; here the operating system is asked whether there is
 * anything to be read at all, and only then it is read. Its sockets are those of {@link #socket}.
 */
final class LookedAtConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {
    private final Readiness readiness;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Socket base;
    private Timeout timeout = Timeout.DISABLED;

    LookedAtConnection(Http1Config config, Readiness readiness) {
        super(config);
        this.readiness = readiness;
    }

    /** One whose channel can be asked. */
    static Socket socket() throws IOException {
        return SocketChannel.open().socket();
    }

    /** Whether the server has closed it. */
    @Override
    public boolean isStale() throws IOException {
        SocketChannel channel = base == null ? null : base.getChannel();
        boolean silent = channel != null && isOpen() && !readiness.isReadable(channel);
        return !silent && super.isStale();
    }

    @Override
    public void bind(Socket socket) throws IOException {
        base = socket;
        bind(new SocketHolder(socket), socket);
    }

    @Override
    public void bind(SSLSocket secured, Socket socket) throws IOException {
        base = socket;
        bind(new SocketHolder(secured, socket), secured);
    }

    private void bind(SocketHolder holder, Socket socket) throws IOException {
        if (closed.get()) {
            socket.close();
            throw new InterruptedIOException("the connection was shut down while it was being opened");
        }
        super.bind(holder);
        timeout = Timeout.ofMilliseconds(socket.getSoTimeout());
    }

    @Override
    @SuppressWarnings("NullAway") // null is the interface's word for "not bound"
    public Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    @SuppressWarnings("NullAway") // null is the interface's word for "no TLS"
    public SSLSession getSSLSession() {
        return getSocket() instanceof SSLSocket secured ? secured.getSession() : null;
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        super.setSocketTimeout(timeout);
        this.timeout = timeout;
    }

    @Override
    public void passivate() {
        super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
        super.setSocketTimeout(timeout);
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            super.close();
        }
    }

    @Override
    public void close(CloseMode mode) {
        if (closed.compareAndSet(false, true)) {
            super.close(mode);
        }
    }
}
