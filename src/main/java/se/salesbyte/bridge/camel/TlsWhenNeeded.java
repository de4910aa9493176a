package se.salesbyte.bridge.camel;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** TLS as the system has it. Its certificates are read for the first call that needs them, not at every start. */
final class TlsWhenNeeded implements TlsSocketStrategy {
    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, @Nullable Object attachment, HttpContext context)
            throws IOException {
        return prepared().upgrade(socket, host, port, attachment, context);
    }

    /**
     * With the certificates read, which takes some tenths of a second. Where they cannot be read for lack of a file handle, no
     * call over TLS succeeds until a restart: so it is not left to a call where calls are certain.
     */
    static TlsSocketStrategy prepared() {
        return AsTheSystem.TLS;
    }

    private static final class AsTheSystem {
        static final TlsSocketStrategy TLS = DefaultClientTlsStrategy.createSystemDefault();
    }
}
