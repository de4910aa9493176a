package se.salesbyte.bridge.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and addresses to listen at, judged without asking a name server, whose answer may change later. */
final class HostFormat {
    static final Format<String> ONE = Format.shown(
            HostFormat::parse, "write a host name or an address such as 127.0.0.1, 0.0.0.0 or ::1 (without brackets)");

    private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    private HostFormat() {}

    private static Optional<String> parse(String text) {
        return Optional.ofNullable(hostOfUrl(text))
                .map(HostFormat::withoutBrackets)
                .filter(text::equals);
    }

    private static @Nullable String hostOfUrl(String host) {
        try {
            return new URI("http", null, host, 1, "/", null, null).getHost();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether it stands for every address of this machine. */
    static boolean isWildcard(String host) {
        return WILDCARDS.contains(host);
    }

    /**
     * Whether only this machine can reach it. A name other than {@code localhost} counts as reachable from outside.
     *
     * @param host a name or an address, an IPv6 one with or without the brackets that a URL has around it
     */
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || IPV4_LOOPBACK.matcher(host).matches() || isIpv6Loopback(host);
    }

    private static boolean isIpv6Loopback(String host) {
        try {
            return host.contains(":") && InetAddress.getByName(host).isLoopbackAddress(); // a literal: no look-up
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
