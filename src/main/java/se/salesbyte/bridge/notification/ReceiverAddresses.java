package se.salesbyte.bridge.notification;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * To which addresses messages may go, and what a route fetches: unless private ones are allowed, to none inside this
 * machine or its networks. The address that counts is the one connected to, so that a name that resolves otherwise a
 * moment later changes nothing. Thread-safe.
 */
public final class ReceiverAddresses {
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(^|\\.)(\\d+|0x[0-9a-f]*)$");
    private static final Pattern FOUR_NUMBERS = Pattern.compile("((0|[1-9]\\d{0,2})(\\.(?!$)|$)){4}");

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

    /**
     * Asked before a proxy is, which alone knows what the name resolves to: refuses those that are private by
     * themselves, {@code localhost} and addresses in digits. A host that ends in a number is read as an address by those
     * who resolve it (WHATWG URL, 4.5), in more ways than one: written otherwise than as four numbers it is refused.
     *
     * @param host as in the URL
     * @throws PrivateReceiverException if nothing may be sent there
     */
    public void checkName(String host) {
        if (!allowPrivate && isPrivate(host)) {
            throw new PrivateReceiverException();
        }
    }

    private static boolean isPrivate(String host) {
        String name = (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return true;
        }
        boolean v6 = name.indexOf(':') >= 0;
        if (!v6 && !FOUR_NUMBERS.matcher(name).matches()) {
            return ENDS_IN_NUMBER.matcher(name).find();
        }
        try {
            return isPrivate(InetAddress.getByName(v6 && !name.startsWith("[") ? "[" + name + "]" : name));
        } catch (UnknownHostException e) {
            return true; // digits that are no address
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
