package org.meterflow.gateway;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterflow.identifier.Eui64;
import org.meterflow.messages.Courier;
import org.meterflow.messages.DeliveryFailed;
import org.meterflow.messages.OutboundChannel;
import org.meterflow.messages.OutboundMessage;
import org.meterflow.messages.OutgoingNetworks;
import org.meterflow.party.Parties;
import org.meterflow.party.WebAddress;
import org.springframework.stereotype.Component;

/** Brings later answers and alerts to the users' Receive Response Services. */
@Component
class DuisCallbackChannel implements OutboundChannel {

    static final String NAME = "duis-callback";
    private static final int UNDER_WAY_AT_ONCE = 8;

    /** Not valid, too long, or not of a type it takes: it will not get better. */
    private static final Set<Integer> HOPELESS = Set.of(400, 413, 415, 422);

    private final Parties parties;
    private final GatewaySettings settings;

    private final Courier courier;

    /** @throws IllegalArgumentException when the setting for those without an address of their own is none */
    DuisCallbackChannel(Parties parties, GatewaySettings settings, OutgoingNetworks networks) {
        if (settings.responseAddress() != null) {
            WebAddress.of(settings.responseAddress().toString());
        }
        this.parties = parties;
        this.settings = settings;
        this.courier = new Courier(settings.callbackTimeout(), settings.callbackTimeout(), HOPELESS, networks);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int lanes() {
        return UNDER_WAY_AT_ONCE;
    }

    @Override
    public void deliver(OutboundMessage message) throws DeliveryFailed {
        Eui64 user = new Eui64(message.recipient());
        URI address = addressOf(user)
                .orElseThrow(() -> DeliveryFailed.noAddress("User " + user + " has no response address"));
        if (message.body().length >= settings.callbackLimit().toBytes()) {
            throw DeliveryFailed.permanent("A response of " + message.body().length
                    + " bytes is longer than receivers take: " + settings.callbackLimit());
        }
        courier.bring(address, message.body(), Map.of("Content-Type", message.contentType()));
    }

    private Optional<URI> addressOf(Eui64 user) {
        return parties.ofUser(user)
                .flatMap(party -> party.user(user))
                .flatMap(one -> Optional.ofNullable(one.responseAddress()))
                .or(() -> Optional.ofNullable(settings.responseAddress()));
    }
}
