package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsNotification;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;

/**
 * Something a device says unasked, before it has a counter and a signature.
 *
 * @param messageCode of its use case
 * @param alertCode what happened
 * @param to the role it is told to; a device that trusts nobody in that role tells the access control broker
 * @param signed with the device's signature, else with a MAC
 */
record Announcement(int messageCode, int alertCode, RemoteParty to, boolean signed, Form form) {

    /** Message code of an alert that tells its code and time and nothing else, signed. */
    static final int GENERIC_CRITICAL = 0x1000;

    static final int GENERIC_NON_CRITICAL = 0x1001;
    static final int DATED_ELECTRICITY = 0x00CC;
    static final int DATED_GAS = 0x00CD;

    static final int DATED_COMMAND_DONE = 0x8F66;
    static final int DATED_COMMAND_FAILED = 0x8F67;

    /** Puts it into bytes. */
    @FunctionalInterface
    interface Form {
        Octets encode(Saying saying);
    }

    /**
     * The message it becomes.
     *
     * @param counter the device's own
     * @param sealing for the recipient's eyes only
     */
    record Saying(long counter, Instant at, Eui64 device, Eui64 recipient, Task.Sealing sealing) {}

    /** Codes that begin with 8F are critical, all others are not (GBCS 16). */
    static boolean isCritical(int alertCode) {
        return alertCode >>> 8 == 0x8F;
    }

    private static int generic(int alertCode) {
        return isCritical(alertCode) ? GENERIC_CRITICAL : GENERIC_NON_CRITICAL;
    }

    private static RemoteParty addressee(int alertCode) {
        boolean supplyQuality = alertCode >= 0x8002 && alertCode <= 0x80FF;
        boolean outage = alertCode == 0x8F35 || alertCode == 0x8F36;
        return supplyQuality || outage ? RemoteParty.NETWORK_OPERATOR : RemoteParty.SUPPLIER;
    }

    static Announcement dlms(int alertCode) {
        return dlms(generic(alertCode), alertCode, addressee(alertCode), isCritical(alertCode));
    }

    static Announcement dlms(int messageCode, int alertCode, RemoteParty to, boolean signed, DlmsData... more) {
        return new Announcement(messageCode, alertCode, to, signed, saying -> {
            List<DlmsData> parts =
                    new ArrayList<>(List.of(DlmsData.u16(alertCode), DlmsData.octets(DlmsTime.encode(saying.at()))));
            parts.addAll(Arrays.asList(more));
            long invokeId = 0x20000000L | saying.counter() & 0xFFFFFF;
            return new DlmsNotification(invokeId, new DlmsData.Structure(parts)).encode();
        });
    }

    static Announcement gas(int alertCode) {
        return gas(generic(alertCode), alertCode, Octets.NONE);
    }

    static Announcement gas(int messageCode, int alertCode, Octets more) {
        return new Announcement(messageCode, alertCode, addressee(alertCode), isCritical(alertCode), saying -> {
            OctetWriter writer = new OctetWriter()
                    .u16(0x0109)
                    .u8(more.isEmpty() ? 0 : 1)
                    .u16(alertCode)
                    .u32(DlmsTime.secondsSince2000(saying.at()));
            return writer.put(more).toOctets();
        });
    }

    /** @param more what follows code and time */
    static Announcement asn1(int messageCode, int alertCode, RemoteParty to, Der... more) {
        return new Announcement(messageCode, alertCode, to, true, saying -> {
            List<Der> parts = new ArrayList<>(List.of(Der.integer(alertCode), Asn1.time(saying.at())));
            parts.addAll(Arrays.asList(more));
            return Der.sequence(parts).encode();
        });
    }
}
