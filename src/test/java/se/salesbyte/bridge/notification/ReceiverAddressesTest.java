package se.salesbyte.bridge.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.0.8",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                // one number, or fewer than four
                "2130706433",
                "127.1",
                "10.1",
                "::1",
                "::",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456:789a::1",
                "ff02::1",
                // IPv4 in IPv6 clothes
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::8.8.8.8",
                "2002:c0a8:0101::1",
                "2002:7f00:0001::1"
            })
    void knowsPrivateAddresses(String literal) throws UnknownHostException {
        assertThat(ReceiverAddresses.isPrivate(InetAddress.getByName(literal))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "169.253.1.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "192.167.0.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2a00:1450:400f::200e",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2002:0808:0808::1"
            })
    void knowsPublicAddresses(String literal) throws UnknownHostException {
        assertThat(ReceiverAddresses.isPrivate(InetAddress.getByName(literal))).isFalse();
    }

    @Test
    void refusesAPrivateReceiverAndSaysWhatToSet() throws UnknownHostException {
        InetSocketAddress home = new InetSocketAddress(InetAddress.getByName("192.168.1.1"), 443);
        assertThatThrownBy(() -> new ReceiverAddresses(false).check(home))
                .isInstanceOf(PrivateReceiverException.class)
                .hasMessageContaining("bridge.callback.allow-private=true")
                .hasMessageNotContaining("192.168");
        assertThatThrownBy(() -> new ReceiverAddresses(false).check(null)).isInstanceOf(PrivateReceiverException.class);
        assertThatCode(() -> new ReceiverAddresses(true).check(home)).doesNotThrowAnyException();
    }

    @Test
    void leavesOutThePrivateAddressesOfAName() throws UnknownHostException {
        InetAddress inside = InetAddress.getByName("10.0.0.1");
        InetAddress outside = InetAddress.getByName("8.8.8.8");
        assertThat(new ReceiverAddresses(false).allowed(List.of(inside, outside)))
                .containsExactly(outside);
        assertThat(new ReceiverAddresses(true).allowed(List.of(inside, outside)))
                .containsExactly(inside, outside);
        assertThatThrownBy(() -> new ReceiverAddresses(false).allowed(List.of(inside)))
                .isInstanceOf(PrivateReceiverException.class);
    }

    @Test
    void letsAPublicReceiverBe() throws UnknownHostException {
        InetSocketAddress there = new InetSocketAddress(InetAddress.getByName("8.8.8.8"), 443);
        assertThatCode(() -> new ReceiverAddresses(false).check(there)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST.",
                "app.localhost",
                "127.0.0.1",
                "10.0.0.1.",
                "169.254.169.254",
                "[::1]",
                "::1",
                "[fd12:3456::1]",
                "[::ffff:10.0.0.1]",
                // read as an address by some
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "127.0.0.0x1",
                "300.1.1.1",
                "[zz::1]"
            })
    void refusesNamesThatAreAPrivateAddressByThemselves(String host) {
        assertThatThrownBy(() -> new ReceiverAddresses(false).checkName(host))
                .isInstanceOf(PrivateReceiverException.class);
        assertThatCode(() -> new ReceiverAddresses(true).checkName(host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "crm.example.",
                "10.example.com",
                "0x7f.example",
                "fd12.com",
                "93.184.215.14",
                "[2606:4700::1111]"
            })
    void leavesOtherNamesToTheProxy(String host) {
        assertThatCode(() -> new ReceiverAddresses(false).checkName(host)).doesNotThrowAnyException();
    }
}
