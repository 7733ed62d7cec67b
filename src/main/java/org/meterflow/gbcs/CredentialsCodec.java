package org.meterflow.gbcs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.CredentialsCommand.Floor;
import org.meterflow.gbcs.CredentialsCommand.Replacement;

/** The command that replaces credentials, to ASN.1 and back (GBCS CS02b). */
final class CredentialsCodec {

    private static final int VALIDITY = 0x81;
    private static final int AUTHORISING_CELL = 0xA2;
    private static final int SEQUENCE_NUMBER = 0x83;
    private static final int OWN_FLOOR = 0x84;
    private static final int SPECIALIST_FLOORS = 0xA5;
    private static final int OTHER_FLOORS = 0xA6;
    private static final long DISAPPLY = 1;

    private CredentialsCodec() {}

    static Octets encode(CredentialsCommand command) {
        List<Der> parts = new ArrayList<>();
        parts.add(control(command));
        parts.add(Der.sequence(command.replacements().stream()
                .map(each ->
                        Der.sequence(Der.parse(each.certificate()), each.cell().toDer()))
                .toList()));
        parts.add(Der.sequence(
                command.certificationPath().stream().map(Der::parse).toList()));
        Instant executeAt = command.executeAt();
        if (executeAt != null) {
            parts.add(DerTime.encode(executeAt));
        }
        return Der.sequence(parts).encode();
    }

    private static Der control(CredentialsCommand command) {
        List<Der> parts = new ArrayList<>();
        parts.add(Der.integer(command.mode()));
        if (!command.checkValidityPeriods()) {
            parts.add(Der.unsigned(VALIDITY, DISAPPLY));
        }
        TrustCell authorisedBy = command.authorisedBy();
        if (authorisedBy != null) {
            parts.add(authorisedBy.toDer(AUTHORISING_CELL));
        }
        parts.add(Der.unsigned(SEQUENCE_NUMBER, command.sequence()));
        Long floor = command.floor();
        if (floor != null) {
            parts.add(Der.unsigned(OWN_FLOOR, floor));
        }
        Long prepaymentFloor = command.prepaymentFloor();
        if (prepaymentFloor != null) {
            parts.add(Der.node(SPECIALIST_FLOORS, List.of(FloorCodec.topUps(prepaymentFloor))));
        }
        if (!command.otherFloors().isEmpty()) {
            parts.add(Der.node(
                    OTHER_FLOORS,
                    command.otherFloors().stream().map(FloorCodec::encode).toList()));
        }
        return Der.sequence(parts);
    }

    /** @throws MalformedGbcs when the payload is no such command, or one whose authority is not told by a cell */
    static CredentialsCommand parse(Octets payload) {
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
                case SPECIALIST_FLOORS -> prepaymentFloor = FloorCodec.topUpFloor(part);
                case OTHER_FLOORS ->
                    floors = part.children().stream().map(FloorCodec::read).toList();
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
