package org.meterflow.gbcs;

import java.time.Instant;
import java.util.ArrayList;
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

    private static final int VALIDITY = 0x81;
    private static final int AUTHORISING_CELL = 0xA2;
    private static final int SEQUENCE_NUMBER = 0x83;
    private static final int OWN_FLOOR = 0x84;
    private static final int SPECIALIST_FLOORS = 0xA5;
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
            Long prepayment = der.children().size() > 2 ? topUpFloor(der.at(2)) : null;
            return new Floor(RemoteParty.of(der.at(0).number()), der.at(1).number(), prepayment);
        }

        Der toDer() {
            List<Der> parts = new ArrayList<>();
            parts.add(Der.integer(party.ordinal()));
            parts.add(Der.integer(floor));
            if (prepaymentFloor != null) {
                parts.add(Der.sequence(topUps(prepaymentFloor)));
            }
            return Der.sequence(parts);
        }
    }

    private static @Nullable Long topUpFloor(Der specialists) {
        Long floor = null;
        for (Der special : specialists.children()) {
            floor = special.at(0).number() == PREPAYMENT_USE
                    ? Long.valueOf(special.at(1).number())
                    : floor;
        }
        return floor;
    }

    private static Der topUps(long floor) {
        return Der.sequence(Der.integer(PREPAYMENT_USE), Der.integer(floor));
    }

    public boolean isCancellation() {
        return DerTime.NEVER.equals(executeAt);
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
        if (authorisedBy != null) {
            parts.add(authorisedBy.toDer(AUTHORISING_CELL));
        }
        parts.add(Der.unsigned(SEQUENCE_NUMBER, sequence));
        if (floor != null) {
            parts.add(Der.unsigned(OWN_FLOOR, floor));
        }
        if (prepaymentFloor != null) {
            parts.add(Der.node(SPECIALIST_FLOORS, List.of(topUps(prepaymentFloor))));
        }
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
        Long floor = null;
        Long prepaymentFloor = null;
        List<Floor> floors = List.of();
        for (Der part : control.children()) {
            switch (part.tag()) {
                case VALIDITY -> checkValidity = part.number() != DISAPPLY;
                case AUTHORISING_CELL -> authorisedBy = TrustCell.read(part);
                case SEQUENCE_NUMBER -> sequence = part.number();
                case OWN_FLOOR -> floor = part.number();
                case SPECIALIST_FLOORS -> prepaymentFloor = topUpFloor(part);
                case OTHER_FLOORS ->
                    floors = part.children().stream().map(Floor::read).toList();
                default -> {
                    // the mode, and the key of a recovery from contingency
                }
            }
        }
        if (sequence == null) {
            throw new MalformedGbcs("A replacement of credentials names its originator's counter");
        }
        List<Replacement> replacements = der.at(1).children().stream()
                .map(each -> new Replacement(each.at(0).encode(), TrustCell.read(each.at(1))))
                .toList();
        List<Octets> path = der.at(2).children().stream().map(Der::encode).toList();
        Instant executeAt = der.children().size() > 3 ? DerTime.decode(der.at(3)) : null;
        int mode = (int) control.at(0).number();
        return new CredentialsCommand(
                mode,
                checkValidity,
                authorisedBy,
                sequence,
                floor,
                prepaymentFloor,
                floors,
                replacements,
                path,
                executeAt);
    }
}
