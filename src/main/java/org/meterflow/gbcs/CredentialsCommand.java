package org.meterflow.gbcs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/**
 * The command that puts other certificates in a device's places (GBCS CS02b).
 *
 * @param mode who replaces whose, e.g. 7 for the transitional change-of-supplier party the supplier's
 * @param authorisedBy null for the access control broker, which is known by the MAC
 * @param sequence the originator's counter
 * @param floor from which counter on the originator's own commands count; null where it has none
 * @param prepaymentFloor the same for its top-ups
 * @param otherFloors from which counters on the replaced parties' commands count; empty in a cancellation
 * @param certificationPath the issuing authorities' certificates (DER)
 * @param executeAt null for at once
 */
public record CredentialsCommand(
        int mode,
        boolean checkValidityPeriods,
        @Nullable TrustCell authorisedBy,
        long sequence,
        @Nullable Long floor,
        @Nullable Long prepaymentFloor,
        List<Floor> otherFloors,
        List<Replacement> replacements,
        List<Octets> certificationPath,
        @Nullable Instant executeAt) {

    public static final int SUPPLIER_BY_TRANSITIONAL_COS = 7;

    public CredentialsCommand {
        otherFloors = List.copyOf(otherFloors);
        replacements = List.copyOf(replacements);
        certificationPath = List.copyOf(certificationPath);
    }

    /** @param certificate DER */
    public record Replacement(Octets certificate, TrustCell cell) {}

    /**
     * @param floor commands of this party must count higher (unsigned 64 bit)
     * @param prepaymentFloor the same for top-ups; null where none is given
     */
    public record Floor(
            RemoteParty party, long floor, @Nullable Long prepaymentFloor) {}

    public boolean isCancellation() {
        return DerTime.NEVER.equals(executeAt);
    }

    public Octets encode() {
        return CredentialsCodec.encode(this);
    }

    /** @throws MalformedGbcs when the payload is no such command, or one whose authority is not told by a cell */
    public static CredentialsCommand parse(Octets payload) {
        return CredentialsCodec.parse(payload);
    }
}
