package org.meterflow.gbcs;

import java.util.List;
import org.meterflow.identifier.Eui64;

/**
 * What a hub last reported of its network (alert 8F12), to be given to the hub that replaces it.
 *
 * @param networkId extended PAN identifier, 8 bytes
 */
public record HubLog(Octets networkId, List<Entry> entries) {

    public HubLog {
        entries = List.copyOf(entries);
    }

    static final int MESSAGE_CODE = 0x0018;

    /**
     * What a hub says of its network in an alert of its own.
     *
     * @throws MalformedGbcs when the message is no such alert
     */
    public static HubLog reportedIn(GbcsMessage alert) {
        if (alert.kind() != GbcsMessage.Kind.ALERT || alert.messageCode() != MESSAGE_CODE) {
            throw new MalformedGbcs("Message code %04X reports no network of a hub".formatted(alert.messageCode()));
        }
        DlmsData log = DlmsNotification.parse(alert.payload()).content().at(2);
        return new HubLog(
                log.at(1).text(),
                log.at(2).elements().stream()
                        .map(entry -> new Entry(
                                Eui64.of(entry.at(0).text().bytes()),
                                entry.at(1).text()))
                        .toList());
    }

    /** @param hashedKey the device's trust centre link key, hashed, 16 bytes */
    public record Entry(Eui64 device, Octets hashedKey) {}
}
