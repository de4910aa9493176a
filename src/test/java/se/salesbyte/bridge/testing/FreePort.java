package se.salesbyte.bridge.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port of loopback that nobody listened on a moment ago; another one at each call, which the system does not promise. */
public final class FreePort {
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    /** Of two test processes at a time each has every other pair of ports; the system gives odd ones first, or even ones. */
    private static final int FORK = Integer.getInteger("surefire.forkNumber", 0) % 2;

    private FreePort() {}

    public static int find() {
        int port;
        do {
            port = ask();
        } while (port / 2 % 2 != FORK || !GIVEN.add(port));
        return port;
    }

    private static int ask() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
