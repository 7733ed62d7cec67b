package org.meterflow.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which doors a webhook's address may lead to. No name leaves this machine: these are numbers, in every way to write one. */
class OutgoingNetworksTest {

    private final OutgoingNetworks nowherePrivate = new OutgoingNetworks(List.of(), InetAddress::getAllByName);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "2130706433",
                "0.0.0.0",
                "10.1.2.3",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:a9fe:a9fe]",
                "[::127.0.0.1]",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "[fec0::1]",
                "[ff02::1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::1]",
                "[2001::1]",
                "[2002:7f00:1::]",
                "[2001:db8::1]",
                "localhost"
            })
    void no_private_address_is_fit_however_it_is_written(String host) {
        assertThat(nowherePrivate.unfit(URI.create("http://" + host + ":5432/hook")))
                .as(host)
                .contains(
                        "is this machine or in a private network, which meterflow.messages.outgoing.private-networks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "[2606:4700::1111]", "[64:ff9b::808:808]"})
    void a_public_address_is_fit(String host) {
        assertThat(nowherePrivate.unfit(URI.create("https://" + host + "/hook")))
                .isEmpty();
    }

    @Test
    void an_installation_names_the_private_networks_that_are_in_bounds() {
        OutgoingNetworks some =
                new OutgoingNetworks(List.of("loopback", "10.20.0.0/16", "fd12:3456::/32"), InetAddress::getAllByName);
        for (String host : List.of("127.0.0.1", "[::1]", "10.20.30.40", "[fd12:3456::7]")) {
            assertThat(some.unfit(URI.create("http://" + host + "/"))).as(host).isEmpty();
        }
        for (String host : List.of("10.21.0.1", "[fd12:3457::7]", "169.254.169.254")) {
            assertThat(some.unfit(URI.create("http://" + host + "/"))).as(host).isNotEmpty();
        }
    }

    @Test
    void what_is_no_network_stops_the_start_with_a_sentence() {
        assertThatThrownBy(() -> new OutgoingNetworks(List.of("the office"), InetAddress::getAllByName))
                .hasMessage("meterflow.messages.outgoing.private-networks: 'the office' is not a network, such as"
                        + " 10.20.0.0/16, nor 'loopback'");
    }

    @Test
    void a_name_that_nobody_knows_yet_may_be_set() {
        OutgoingNetworks none = new OutgoingNetworks(List.of(), host -> {
            throw new UnknownHostException(host);
        });
        assertThat(none.unfit(URI.create("https://not-yet.example.org/"))).isEmpty();
    }

    @Test
    void of_a_name_with_several_addresses_only_those_in_bounds_are_connected_to() throws Exception {
        InetAddress fit = InetAddress.getByName("8.8.8.8");
        OutgoingNetworks both =
                new OutgoingNetworks(List.of(), host -> new InetAddress[] {InetAddress.getByName("10.0.0.1"), fit});
        assertThat(both.addressesOf("both.example.org")).containsExactly(fit);
    }
}
