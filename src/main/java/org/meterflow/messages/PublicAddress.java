package org.meterflow.messages;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Whether an address belongs to the public internet, and to another machine than this one. */
final class PublicAddress {

    /** IANA's registry of special-purpose IPv4 addresses, multicast and the reserved ones. */
    private static final List<IpAddressMatcher> SPECIAL = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    /** Of IPv6, only what is handed out as global unicast, without its parts for tunnels, tests and books. */
    private static final List<IpAddressMatcher> GLOBAL = networks("2000::/3");

    private static final List<IpAddressMatcher> NOT_GLOBAL =
            networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** NAT64 (RFC 6052): an IPv4 address in IPv6's clothes. */
    private static final List<IpAddressMatcher> TRANSLATED = networks("64:ff9b::/96");

    private static final int LENGTH_OF_IPV4 = 4;

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return !in(SPECIAL, address) && !ours(address);
        }
        if (in(TRANSLATED, address)) {
            return is(lastFour(address));
        }
        return in(GLOBAL, address) && !in(NOT_GLOBAL, address) && !ours(address);
    }

    static boolean in(List<IpAddressMatcher> networks, InetAddress address) {
        String text = withoutZone(address.getHostAddress());
        return networks.stream().anyMatch(network -> network.matches(text));
    }

    static List<IpAddressMatcher> networks(String... written) {
        return Stream.of(written).map(IpAddressMatcher::new).toList();
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    private static InetAddress lastFour(InetAddress address) {
        byte[] bytes = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - LENGTH_OF_IPV4, bytes.length));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean ours(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }
}
