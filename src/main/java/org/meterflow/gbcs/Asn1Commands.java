package org.meterflow.gbcs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.CredentialsCommand.Floor;

/** What devices are told in ASN.1, under names (GBCS 11 to 14). */
final class Asn1Commands {

    private Asn1Commands() {}

    /** @throws MalformedGbcs when the command has another form */
    static List<NamedValue> of(int code, Octets payload) {
        Der der = Der.parse(payload);
        return switch (code) {
            case 0x0008, 0x011B -> credentialsAskedFor(der);
            case 0x000A, 0x000C ->
                List.of(NamedValue.of(
                        "Use of the key",
                        Asn1Names.use(TrustCell.KeyUse.of(der.at(0).value()), false)));
            case 0x000B -> List.of(NamedCertificate.of("Certificate", der));
            case 0x000D, 0x00AB, 0x000E, 0x00AF -> join(der);
            case 0x000F, 0x0010 -> List.of(NamedValue.of("Device", Asn1Names.party(der)));
            case 0x0012 -> firmware(der);
            case 0x007F ->
                List.of(
                        NamedValue.of("Not before", DerTime.decode(der.at(0)).toString()),
                        NamedValue.of("Not after", DerTime.decode(der.at(1)).toString()));
            case 0x008C -> der.at(0).children().stream().map(Asn1Names::device).toList();
            case 0x0013, 0x0129 -> List.of();
            default -> replacement(CredentialsCommand.parse(payload));
        };
    }

    private static List<NamedValue> credentialsAskedFor(Der der) {
        List<NamedValue> named = new ArrayList<>();
        named.add(NamedValue.of("Asked by", Asn1Names.cell(TrustCell.read(der.at(0)))));
        der.at(1)
                .children()
                .forEach(role ->
                        named.add(NamedValue.of("Asked for", Asn1Names.role(TrustCell.RemoteParty.of(role.number())))));
        return named;
    }

    private static List<NamedValue> join(Der der) {
        String method = switch ((int) der.at(0).number()) {
            case 0 -> "A, begins";
            case 1 -> "A, answers";
            case 2 -> "B";
            case 3 -> "C";
            default -> String.valueOf(der.at(0).number());
        };
        List<NamedValue> named = new ArrayList<>();
        named.add(NamedValue.of("Method", method));
        named.add(NamedValue.of("Device", Asn1Names.party(der.at(1))));
        named.add(NamedValue.of("Type", Asn1Names.deviceType(der.at(2).number())));
        if (der.children().size() > 3) {
            named.add(NamedCertificate.of("Certificate", der.at(3)));
        }
        return named;
    }

    private static List<NamedValue> firmware(Der der) {
        List<NamedValue> named = new ArrayList<>();
        named.add(NamedValue.of("Firmware hash", der.at(0).value().hex()));
        named.add(counter("Counter of the command", der.at(1).number()));
        if (der.children().size() > 2) {
            named.add(date(DerTime.decode(der.at(2))));
        }
        return named;
    }

    private static List<NamedValue> replacement(CredentialsCommand command) {
        List<NamedValue> named = new ArrayList<>();
        named.add(NamedValue.of("Mode", Asn1Words.coded("replacement", command.mode())));
        named.add(NamedValue.of("Validity periods are checked", String.valueOf(command.checkValidityPeriods())));
        TrustCell authorisedBy = command.authorisedBy();
        if (authorisedBy != null) {
            named.add(NamedValue.of("Authorised by", Asn1Names.cell(authorisedBy)));
        }
        named.add(counter("Counter of the command", command.sequence()));
        Long floor = command.floor();
        if (floor != null) {
            named.add(counter("Commands count from", floor));
        }
        Long topUps = command.prepaymentFloor();
        if (topUps != null) {
            named.add(counter("Top-ups count from", topUps));
        }
        command.otherFloors().forEach(other -> named.add(floor(other)));
        command.replacements()
                .forEach(each ->
                        named.add(NamedCertificate.of(Asn1Names.cell(each.cell()), Der.parse(each.certificate()))));
        command.certificationPath()
                .forEach(each -> named.add(NamedCertificate.of("Issuing authority", Der.parse(each))));
        Instant executeAt = command.executeAt();
        if (executeAt != null) {
            named.add(date(executeAt));
        }
        return named;
    }

    private static NamedValue floor(Floor floor) {
        List<NamedValue> from = new ArrayList<>();
        from.add(counter("Commands count from", floor.floor()));
        Long topUps = floor.prepaymentFloor();
        if (topUps != null) {
            from.add(counter("Top-ups count from", topUps));
        }
        return NamedValue.group(Asn1Names.role(floor.party()), from);
    }

    private static NamedValue counter(String name, long counter) {
        return NamedValue.of(name, Long.toUnsignedString(counter));
    }

    private static NamedValue date(Instant at) {
        return NamedValue.of("Date", at.equals(DerTime.NEVER) ? "never" : at.toString());
    }
}
