package org.meterflow.simulator;

import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;

/** What devices say of firmware: that an image came, that it runs, and what became of it on its way. */
final class FirmwareAlerts {

    private static final int DONE = 0;
    private static final int DISCARDED = 1;
    private static final int HASH_BYTES = 32;
    private static final int ACTIVATED_AT_DATE = 0x00CA;
    private static final int RECEIVED_ELECTRICITY = 0x00CE;
    private static final int RECEIVED_GAS = 0x00CF;
    private static final int RECEIVED = 0x8F72;
    private static final int DAMAGED = 0x8F1C;
    private static final int TRANSFER = 0x0128;
    private static final int TRANSFERRED = 0x8F8A;
    private static final int TRANSFER_FAILED = 0x8F89;
    private static final int INTERFACE_ACTIVATED = 0x012B;
    private static final int INTERFACE_ACTIVATED_ALERT = 0x8F8B;

    private FirmwareAlerts() {}

    /**
     * A meter has received an image.
     *
     * @param whole whether the hash is the one the image was announced with
     */
    static Announcement received(Octets hash, boolean whole, boolean gas) {
        int code = whole ? RECEIVED : DAMAGED;
        Octets sized = new OctetWriter().u8(0x09).u8(HASH_BYTES).put(hash).toOctets();
        return gas
                ? Announcement.gas(RECEIVED_GAS, code, sized)
                : Announcement.dlms(RECEIVED_ELECTRICITY, code, RemoteParty.SUPPLIER, true, DlmsData.octets(hash));
    }

    /** An interface or a load switch runs an image. */
    static Announcement runs(Octets version) {
        return Announcement.asn1(
                INTERFACE_ACTIVATED,
                INTERFACE_ACTIVATED_ALERT,
                RemoteParty.ACCESS_CONTROL_BROKER,
                Asn1.octets(version),
                Der.integer(DONE));
    }

    /**
     * A meter has carried out an activation that waited for its date.
     *
     * @param counter of the command that asked for it
     */
    static Announcement activated(boolean done, long counter, Der outcome) {
        int code = done ? Announcement.DATED_COMMAND_DONE : Announcement.DATED_COMMAND_FAILED;
        return Announcement.asn1(
                ACTIVATED_AT_DATE, code, RemoteParty.SUPPLIER, Der.unsigned(Der.INTEGER, counter), outcome);
    }

    /** A hub says what became of an image for a device behind it (GBCS CCS08). */
    static Announcement transferred(Eui64 device, Octets version, boolean whole) {
        return Announcement.asn1(
                TRANSFER,
                whole ? TRANSFERRED : TRANSFER_FAILED,
                RemoteParty.ACCESS_CONTROL_BROKER,
                Asn1.octets(device),
                Asn1.octets(version),
                Der.integer(whole ? DONE : DISCARDED));
    }
}
