package org.meterflow.metering.gbcs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.metering.gbcs.MeterRequest.CancelSupplierCredentials;
import org.meterflow.metering.gbcs.MeterRequest.ReplaceSupplierCredentials;
import org.meterflow.metering.gbcs.TrustCell.KeyUse;
import org.meterflow.metering.gbcs.TrustCell.RemoteParty;

/**
 * The command that puts other certificates in a device's places (GBCS CS02b).
 *
 * @param mode who replaces whose: 7 for the transitional change-of-supplier party the supplier's
 * @param sequence the originator's counter
 * @param otherFloors from which counters on the replaced parties' commands count; empty in a cancellation
 * @param certificationPath the issuing authorities' certificates (DER)
 * @param executeAt null for at once
 */
public record CredentialsCommand(
        int mode,
        boolean checkValidityPeriods,
        TrustCell authorisedBy,
        long sequence,
        List<Floor> otherFloors,
        List<Replacement> replacements,
        List<Octets> certificationPath,
        @Nullable Instant executeAt) {

    public static final int SUPPLIER_BY_TRANSITIONAL_COS = 7;

    private static final TrustCell TCOS_SIGNING = new TrustCell(RemoteParty.TRANSITIONAL_COS, KeyUse.SIGNING, false);
    private static final int VALIDITY = 0x81;
    private static final int AUTHORISING_CELL = 0xA2;
    private static final int SEQUENCE_NUMBER = 0x83;
    private static final int OTHER_FLOORS = 0xA6;
    private static final long DISAPPLY = 1;
    private static final int PREPAYMENT_USE = 0;

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
            RemoteParty party, long floor, @Nullable Long prepaymentFloor) {

        static Floor read(Der der) {
            Long prepayment = null;
            if (der.children().size() > 2) {
                for (Der special : der.at(2).children()) {
                    prepayment = special.at(0).number() == PREPAYMENT_USE
                            ? Long.valueOf(special.at(1).number())
                            : prepayment;
                }
            }
            return new Floor(RemoteParty.of(der.at(0).number()), der.at(1).number(), prepayment);
        }

        Der toDer() {
            List<Der> parts = new ArrayList<>();
            parts.add(Der.integer(party.ordinal()));
            parts.add(Der.integer(floor));
            if (prepaymentFloor != null) {
                parts.add(Der.sequence(Der.sequence(Der.integer(PREPAYMENT_USE), Der.integer(prepaymentFloor))));
            }
            return Der.sequence(parts);
        }
    }

    public boolean isCancellation() {
        return DerTime.NEVER.equals(executeAt);
    }

    static CredentialsCommand of(MeterRequest request, long counter) {
        if (request instanceof CancelSupplierCredentials cancel) {
            return supplierByTransitionalCos(cancel.replacement(), counter, List.of(), DerTime.NEVER);
        }
        if (request instanceof ReplaceSupplierCredentials replace) {
            Floor floor = new Floor(RemoteParty.SUPPLIER, replace.supplierFloor(), replace.prepaymentFloor());
            return supplierByTransitionalCos(replace, counter, List.of(floor), replace.executeAt());
        }
        throw new IllegalArgumentException("No replacement of credentials: " + request);
    }

    private static CredentialsCommand supplierByTransitionalCos(
            ReplaceSupplierCredentials replace, long counter, List<Floor> floors, @Nullable Instant executeAt) {
        return new CredentialsCommand(
                SUPPLIER_BY_TRANSITIONAL_COS,
                replace.checkValidityPeriods(),
                TCOS_SIGNING,
                counter,
                floors,
                List.of(
                        new Replacement(replace.digitalSigning(), TrustCell.SUPPLIER_SIGNING),
                        new Replacement(replace.keyAgreement(), TrustCell.SUPPLIER_AGREEMENT),
                        new Replacement(replace.prepaymentKeyAgreement(), TrustCell.SUPPLIER_PREPAYMENT)),
                replace.certificationPath(),
                executeAt);
    }

    public Octets encode() {
        List<Der> parts = new ArrayList<>();
        parts.add(control());
        parts.add(Der.sequence(replacements.stream()
                .map(each ->
                        Der.sequence(Der.parse(each.certificate()), each.cell().toDer()))
                .toList()));
        parts.add(Der.sequence(certificationPath.stream().map(Der::parse).toList()));
        if (executeAt != null) {
            parts.add(DerTime.encode(executeAt));
        }
        return Der.sequence(parts).encode();
    }

    private Der control() {
        List<Der> parts = new ArrayList<>();
        parts.add(Der.integer(mode));
        if (!checkValidityPeriods) {
            parts.add(Der.unsigned(VALIDITY, DISAPPLY));
        }
        parts.add(authorisedBy.toDer(AUTHORISING_CELL));
        parts.add(Der.unsigned(SEQUENCE_NUMBER, sequence));
        if (!otherFloors.isEmpty()) {
            parts.add(Der.node(
                    OTHER_FLOORS, otherFloors.stream().map(Floor::toDer).toList()));
        }
        return Der.sequence(parts);
    }

    /** @throws MalformedGbcs when the payload is no such command, or one whose authority is not told by a cell */
    public static CredentialsCommand parse(Octets payload) {
        Der der = Der.parse(payload);
        Der control = der.at(0);
        boolean checkValidity = true;
        TrustCell authorisedBy = null;
        Long sequence = null;
        List<Floor> floors = List.of();
        for (Der part : control.children()) {
            switch (part.tag()) {
                case VALIDITY -> checkValidity = part.number() != DISAPPLY;
                case AUTHORISING_CELL -> authorisedBy = TrustCell.read(part);
                case SEQUENCE_NUMBER -> sequence = part.number();
                case OTHER_FLOORS ->
                    floors = part.children().stream().map(Floor::read).toList();
                default -> {
                    // floors of the authorising party itself: other modes
                }
            }
        }
        if (authorisedBy == null || sequence == null) {
            throw new MalformedGbcs("A replacement of credentials names the cell that authorises it and a counter");
        }
        List<Replacement> replacements = der.at(1).children().stream()
                .map(each -> new Replacement(each.at(0).encode(), TrustCell.read(each.at(1))))
                .toList();
        List<Octets> path = der.at(2).children().stream().map(Der::encode).toList();
        Instant executeAt = der.children().size() > 3 ? DerTime.decode(der.at(3)) : null;
        int mode = (int) control.at(0).number();
        return new CredentialsCommand(
                mode, checkValidity, authorisedBy, sequence, floors, replacements, path, executeAt);
    }
}
