package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SealingContext;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/** What a device has to say unasked, until it is made into messages: counted, addressed, and signed or with a MAC. */
final class AlertOutbox {

    private final Eui64 device;
    private final GbcsCrypto crypto;
    private final SecurityFunction security;
    private final TrustStore trust;
    private final DeviceState state;
    private final List<Announcement> waiting = new ArrayList<>(0);

    AlertOutbox(Eui64 device, GbcsCrypto crypto, SecurityFunction security, TrustStore trust, DeviceState state) {
        this.device = device;
        this.crypto = crypto;
        this.security = security;
        this.trust = trust;
        this.state = state;
    }

    void add(Announcement announcement) {
        waiting.add(announcement);
    }

    /**
     * Those added since the last time, as they go over the line.
     *
     * @param now by the device's own clock
     */
    List<Octets> take(Instant now) {
        List<Octets> messages = new ArrayList<>();
        for (Announcement announcement : waiting) {
            Octets message = message(announcement, now);
            state.raised(message);
            messages.add(message);
        }
        waiting.clear();
        return messages;
    }

    private Octets message(Announcement announcement, Instant now) {
        Credential recipient = recipient(announcement.to());
        long counter = state.nextOwnCounter();
        RequestId id = new RequestId(device, recipient.party(), counter);
        SealingContext context = new SealingContext(device, counter, recipient.party());
        DeviceKeys keys = security.keys();
        Announcement.Saying saying = new Announcement.Saying(
                counter,
                now,
                device,
                recipient.party(),
                plain -> crypto.encrypt(context, plain, keys.agreement(), recipient.key()));
        GbcsMessage alert = GbcsMessage.alert(
                id, announcement.messageCode(), announcement.form().encode(saying));
        GbcsMessage proven = announcement.signed()
                ? crypto.sign(alert, keys.signing())
                : crypto.mac(alert, keys.agreement(), recipient.key());
        return Octets.of(proven.encode());
    }

    /** The access control broker instead of a role in which the device knows nobody. */
    private Credential recipient(RemoteParty asked) {
        RemoteParty role = trust.knows(asked) ? asked : RemoteParty.ACCESS_CONTROL_BROKER;
        Credential agreement = trust.agreementIn(role);
        Credential known = agreement == null ? trust.signingIn(role) : agreement;
        return known == null ? trust.required(TrustStore.BROKER_AGREEMENT) : known;
    }
}
