package se.salesbyte.bridge.camel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import se.salesbyte.bridge.notification.ReceiverAddresses;

/**
 * Opens connections; for a call that {@link GuardTheCall} calls a guest's, only to the addresses that guests may have. The
 * name is resolved once and what is checked is what is connected to, so nobody in a private network sees even a
 * connection, and a name that resolves otherwise a moment later changes nothing.
 */
final class ConnectWhereAllowed extends DefaultHttpClientConnectionOperator {
    private final HttpClientConnectionOperator guests;

    private ConnectWhereAllowed(
            @Nullable SchemePortResolver ports,
            DnsResolver names,
            ReceiverAddresses receivers,
            Lookup<TlsSocketStrategy> tls) {
        super(ConnectWhereAllowed::socket, ports, names, tls);
        this.guests = new DefaultHttpClientConnectionOperator(
                ConnectWhereAllowed::socket, ports, new AllowedAddresses(names, receivers), tls);
    }

    /** A pool whose connections are opened so. */
    static PoolingHttpClientConnectionManagerBuilder pool(ReceiverAddresses receivers) {
        return new PoolingHttpClientConnectionManagerBuilder() {
            @Override
            protected HttpClientConnectionOperator createConnectionOperator(
                    @Nullable SchemePortResolver ports, @Nullable DnsResolver names, TlsSocketStrategy tls) {
                return new ConnectWhereAllowed(
                        ports,
                        names == null ? SystemDefaultDnsResolver.INSTANCE : names,
                        receivers,
                        RegistryBuilder.<TlsSocketStrategy>create()
                                .register(URIScheme.HTTPS.id, tls)
                                .build());
            }
        };
    }

    /** Channels know nothing of SOCKS. */
    private static Socket socket(@Nullable Proxy socks) throws IOException {
        return socks == null ? LookedAtConnection.socket() : new Socket(socks);
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost host,
            @Nullable NamedEndpoint name,
            @Nullable InetSocketAddress from,
            @Nullable Timeout within,
            SocketConfig config,
            @Nullable Object attachment,
            HttpContext context)
            throws IOException {
        if (GuardTheCall.isOfAGuest(context)) {
            guests.connect(connection, host, name, from, within, config, attachment, context);
        } else {
            super.connect(connection, host, name, from, within, config, attachment, context);
        }
    }

    private record AllowedAddresses(DnsResolver names, ReceiverAddresses receivers) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return receivers.allowed(List.of(names.resolve(host))).toArray(new InetAddress[0]);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return names.resolveCanonicalHostname(host);
        }
    }
}
