package org.meterflow.metering.gbcs;

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

    /** @param hashedKey the device's trust centre link key, hashed, 16 bytes */
    public record Entry(Eui64 device, Octets hashedKey) {}
}
