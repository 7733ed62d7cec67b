package org.meterflow.door;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Who is counted as one sender: an IPv4 address, or all of a subscriber's IPv6 addresses (RFC 6177: a /64 at least). */
public final class Sender {

    private static final int NETWORK_BYTES = 8;

    private Sender() {}

    public static String of(HttpServletRequest request) {
        return network(request.getRemoteAddr());
    }

    public static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 4
                    ? address
                    : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "::/64";
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }
}
