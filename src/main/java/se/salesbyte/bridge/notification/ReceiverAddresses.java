package se.salesbyte.bridge.notification;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To which addresses messages may go, and what a route fetches: unless private ones are allowed, to none inside this
 * machine or its networks. The
 * address that counts is the one connected to, so that a name that resolves otherwise a moment later changes nothing.
 * Thread-safe.
 */
public final class ReceiverAddresses {
    private final boolean allowPrivate;

    /**
     * @param allowPrivate {@code bridge.callback.allow-private}
     */
    public ReceiverAddresses(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /**
     * Those of a name's addresses that may be connected to.
     *
     * @throws PrivateReceiverException if there is none
     */
    public List<InetAddress> allowed(List<InetAddress> found) {
        List<InetAddress> allowed = found.stream()
                .filter(address -> allowPrivate || !isPrivate(address))
                .toList();
        if (allowed.isEmpty()) {
            throw new PrivateReceiverException();
        }
        return allowed;
    }

    /**
     * Asked once connected, before anything of a message leaves.
     *
     * @throws PrivateReceiverException if nothing may be sent there
     */
    public void check(@Nullable SocketAddress peer) {
        InetAddress address = peer instanceof InetSocketAddress inet ? inet.getAddress() : null;
        if (!allowPrivate && (address == null || isPrivate(address))) {
            throw new PrivateReceiverException();
        }
    }

    /** Whether the address is not one of the public internet (IANA's special-purpose registries). */
    static boolean isPrivate(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPrivateV4(bytes, 0) : isPrivateV6(bytes);
    }

    private static boolean isPrivateV4(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        return switch (first) {
            case 0, 10, 127 -> true;
            case 100 -> (second & 0xc0) == 64; // carrier-grade NAT
            case 169 -> second == 254;
            case 172 -> (second & 0xf0) == 16;
            case 192 -> second == 168 || (second == 0 && bytes[at + 2] == 0);
            case 198 -> (second & 0xfe) == 18; // benchmarks
            default -> first >= 224; // multicast, reserved, broadcast
        };
    }

    /** Unique local, or an IPv4 address in IPv6 clothes: mapped ones are IPv4 to Java already. */
    private static boolean isPrivateV6(byte[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc) {
            return true;
        }
        if (beginsWith(bytes, 0x20, 0x02)) { // 6to4
            return isPrivateV4(bytes, 2);
        }
        if (beginsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01)) { // NAT64 of one network
            return true;
        }
        boolean translated = beginsWith(bytes, 0x00, 0x64, 0xff, 0x9b); // NAT64
        boolean compatible = beginsWith(bytes, new int[12]);
        return (translated || compatible) && isPrivateV4(bytes, 12);
    }

    private static boolean beginsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
