package org.meterflow.messages;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.springframework.stereotype.Component;

/** Carries notifications to the addresses parties have named. */
@Component
class WebhookChannel implements OutboundChannel {

    static final String NAME = "webhook";

    private static final Set<Integer> REJECTIONS = Set.of(400, 410, 413, 415, 422);

    private final Parties parties;
    private final Webhooks webhooks;
    private final MessagesSettings.Webhook settings;
    private final Courier courier;
    /** A receiver compares the signature's time with its own clock, so a demonstration's advanced clock will not do. */
    private final Clock realTime = Clock.systemUTC();

    WebhookChannel(Parties parties, Webhooks webhooks, MessagesSettings settings, OutgoingNetworks networks) {
        this.parties = parties;
        this.webhooks = webhooks;
        this.settings = settings.webhook();
        this.courier = new Courier(this.settings.connectTimeout(), this.settings.timeout(), REJECTIONS, networks);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int lanes() {
        return settings.lanes();
    }

    @Override
    public void deliver(OutboundMessage message) throws DeliveryFailed {
        URI address = address(message.recipient());
        List<String> secrets = webhooks.secrets(message.recipient());
        if (secrets.isEmpty()) {
            throw DeliveryFailed.noAddress(message.recipient() + " has no webhook secret");
        }
        Instant now = realTime.instant();
        courier.bring(
                address,
                message.body(),
                Map.of(
                        "Content-Type",
                        message.contentType(),
                        WebhookSignature.HEADER,
                        WebhookSignature.sign(secrets, now, message.body())));
    }

    private URI address(String party) throws DeliveryFailed {
        URI address = parties.find(party).map(Party::webhookAddress).orElse(null);
        if (address == null) {
            throw DeliveryFailed.noAddress(party + " has no webhook");
        }
        String unfit = webhooks.insecure(address);
        if (!unfit.isEmpty()) {
            throw DeliveryFailed.permanent(unfit);
        }
        return address;
    }
}
