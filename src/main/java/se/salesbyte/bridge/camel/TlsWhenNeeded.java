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
        return AsTheSystem.TLS.upgrade(socket, host, port, attachment, context);
    }

    private static final class AsTheSystem {
        static final TlsSocketStrategy TLS = DefaultClientTlsStrategy.createSystemDefault();
    }
}
