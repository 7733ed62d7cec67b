package org.meterflow.messages;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Where webhooks and answers may go. Whoever sets an address could else have the platform knock at doors that only it can
 * reach: its database, its cloud's metadata, its neighbours. So private networks are out of bounds unless the installation
 * names them, and it is the address a connection is made to that counts, not what a name led to earlier.
 */
@Component
public class OutgoingNetworks {

    static final String SETTING = "meterflow.messages.outgoing.private-networks";

    /** A name server's answer; Java's own, except in tests. */
    interface Names {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    private final List<IpAddressMatcher> allowed;
    private final Names names;

    @Autowired
    OutgoingNetworks(MessagesSettings settings) {
        this(settings.outgoing().privateNetworks(), InetAddress::getAllByName);
    }

    OutgoingNetworks(List<String> allowed, Names names) {
        this.allowed = allowed.stream().flatMap(OutgoingNetworks::network).toList();
        this.names = names;
    }

    private static Stream<IpAddressMatcher> network(String written) {
        if (written.equals("loopback")) {
            return PublicAddress.networks("127.0.0.0/8", "::1/128").stream();
        }
        try {
            return Stream.of(new IpAddressMatcher(written));
        } catch (IllegalArgumentException notOne) {
            throw new IllegalArgumentException(
                    "%s: '%s' is not a network, such as 10.20.0.0/16, nor 'loopback'".formatted(SETTING, written));
        }
    }

    /**
     * The addresses of a host that may be connected to.
     *
     * @throws OutOfBounds when there are none but private ones
     */
    InetAddress[] addressesOf(String host) throws UnknownHostException {
        InetAddress[] found = names.lookUp(withoutBrackets(host));
        if (isProxy(host)) {
            return found;
        }
        InetAddress[] fit = Stream.of(found).filter(this::allows).toArray(InetAddress[]::new);
        if (fit.length == 0) {
            throw new OutOfBounds(host);
        }
        return fit;
    }

    /** Why an address may not be set; empty when it may. A name that nobody knows yet may: it is judged at each delivery. */
    public String unfit(URI address) {
        String host = address.getHost();
        if (host == null) {
            return address + " names no machine";
        }
        try {
            addressesOf(host);
            return "";
        } catch (OutOfBounds outOfBounds) {
            return host + " is this machine or in a private network, which " + SETTING + " does not name";
        } catch (UnknownHostException unknownYet) {
            return "";
        }
    }

    private boolean allows(InetAddress address) {
        return PublicAddress.is(address) || PublicAddress.in(allowed, address);
    }

    /** Where the whole program goes out through a proxy, the proxy is reached wherever it is, and judges what is behind it. */
    private static boolean isProxy(String host) {
        return List.of(System.getProperty("https.proxyHost", ""), System.getProperty("http.proxyHost", ""))
                .contains(host);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** A host has none but private addresses. */
    static final class OutOfBounds extends UnknownHostException {

        OutOfBounds(String host) {
            super(host);
        }
    }
}
