package org.meterflow.gbcs;

import java.util.List;
import org.meterflow.identifier.Eui64;

/**
 * The devices a gas proxy was joined to, as it last told (alert 8071), to be given to the one that replaces it.
 *
 * @param entries in the order of that alert
 */
public record DeviceLog(List<Entry> entries) {

    public DeviceLog {
        entries = List.copyOf(entries);
    }

    /** @param type as GBCS numbers them: 0 GSME, 1 ESME, 2 CHF, 3 GPF, 4 HCALCS, 5 PPMID, 6 type 2 */
    public record Entry(Eui64 device, int type) {}

    static final int MESSAGE_CODE = 0x00B2;

    /**
     * What a gas proxy says of its network in an alert of its own.
     *
     * @throws MalformedGbcs when the message is no such alert
     */
    public static DeviceLog reportedIn(GbcsMessage alert) {
        if (alert.kind() != GbcsMessage.Kind.ALERT || alert.messageCode() != MESSAGE_CODE) {
            throw new MalformedGbcs("Message code %04X reports no devices of a proxy".formatted(alert.messageCode()));
        }
        return new DeviceLog(Der.parse(alert.payload()).at(2).children().stream()
                .map(entry -> new Entry(
                        Eui64.of(entry.at(0).value().bytes()), (int) entry.at(1).number()))
                .toList());
    }

    static Der of(Template.Context context) {
        DeviceLog log = context.surroundings().deviceLog();
        if (log == null) {
            throw new MissingParameter("The device log of the proxy that is replaced is not known");
        }
        return Der.sequence(log.entries.stream()
                .map(entry -> Der.sequence(
                        Der.leaf(Der.OCTET_STRING, Octets.owning(entry.device.bytes())), Der.integer(entry.type)))
                .toList());
    }
}
