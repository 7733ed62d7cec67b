package org.meterflow.messages;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/** Gives a connection only addresses that may be connected to: nothing is looked up a second time after this. */
record JudgedNames(OutgoingNetworks networks) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return networks.addressesOf(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
