package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meterflow.gbcs.MeterAnswer.ReplacedCredential;
import org.meterflow.gbcs.MeterAnswer.Values;
import org.meterflow.identifier.Eui64;

/** What devices say in ASN.1, under names (GBCS 11 to 14). */
final class Asn1Values {

    private static final int SUCCESS = 0;

    private static final Map<Integer, String> DEVICE_TYPES = Map.of(
            0, "gas meter",
            1, "electricity meter",
            2, "communications hub",
            3, "gas proxy",
            4, "load control switch",
            5, "prepayment interface",
            6, "in-home device");

    private Asn1Values() {}

    static Values answer(int code, Der der) {
        return switch (code) {
            case 0x0008, 0x011B ->
                new Values(der.children().stream().map(Asn1Values::credentials).toList());
            case 0x000A -> issued("Certificate request", "certificateRequest", der);
            case 0x000C -> issued("Certificate", "certificate", der);
            case 0x000B -> one("Update of the certificate", "certificateUpdate", der.number());
            case 0x000D, 0x00AB, 0x000E, 0x00AF -> one("Join", "join", der.number());
            case 0x000F, 0x0010 -> one("Unjoin", "unjoin", der.number());
            case 0x0012 -> firmwareActivation(der);
            case 0x0013 -> joins(der);
            case 0x0129 -> firmware(der);
            case 0x007F -> clock(der);
            case 0x008C ->
                new Values(
                        der.at(0).children().stream().map(Asn1Values::restored).toList());
            default -> replacements(der);
        };
    }

    /** What follows an alert's code and time. */
    static List<NamedValue> alert(int code, Der der) {
        List<Der> rest = der.children()
                .subList(Math.min(2, der.children().size()), der.children().size());
        return switch (code) {
            case CredentialsOutcome.ALERT, 0x0124 ->
                outcome(CredentialsOutcome.read(der.at(2))).stream()
                        .map(Values.Item::value)
                        .toList();
            case 0x00CA ->
                List.of(
                        NamedValue.of(
                                "Counter of the command",
                                Long.toUnsignedString(der.at(2).number())),
                        NamedValue.of(
                                "Result",
                                Asn1Words.result(
                                        "firmwareActivation", der.at(3).at(0).number())),
                        NamedValue.of("Firmware version", hex(der.at(3).at(1))));
            case 0x00B2 -> der.at(2).children().stream().map(Asn1Values::device).toList();
            case 0x0128 ->
                List.of(
                        NamedValue.of("Device", party(der.at(2))),
                        NamedValue.of("Firmware version", hex(der.at(3))),
                        NamedValue.of(
                                "Result",
                                Asn1Words.result("firmwareTransfer", der.at(4).number())));
            case 0x012B ->
                List.of(
                        NamedValue.of("Firmware version", hex(der.at(2))),
                        NamedValue.of(
                                "Result",
                                Asn1Words.result("firmwareActivation", der.at(3).number())));
            default ->
                rest.stream()
                        .map(part -> NamedValue.of("Content", part.encode().hex()))
                        .toList();
        };
    }

    private static Values one(String name, String kind, long result) {
        String word = Asn1Words.result(kind, result);
        return new Values(List.of(new Values.Item((int) result, word, NamedValue.of(name, word))));
    }

    private static Values said(List<NamedValue> values) {
        return new Values(values.stream()
                .map(value -> new Values.Item(SUCCESS, "success", value))
                .toList());
    }

    /** The certificate or the request for one, or, as a number, why there is none. */
    private static Values issued(String name, String kind, Der der) {
        return der.tag() == Der.INTEGER
                ? one(name, kind, der.number())
                : said(List.of(NamedValue.of(name, der.encode().hex())));
    }

    private static Values firmwareActivation(Der der) {
        if (der.tag() == Der.NULL) {
            return said(List.of(NamedValue.of("Activation", "awaits its date")));
        }
        long result = der.at(0).number();
        return new Values(List.of(new Values.Item(
                (int) result,
                Asn1Words.result("firmwareActivation", result),
                NamedValue.of("Firmware version", hex(der.at(1))))));
    }

    private static Values firmware(Der der) {
        long result = der.at(1).number();
        return new Values(List.of(new Values.Item(
                (int) result, Asn1Words.result("read", result), NamedValue.of("Firmware version", hex(der.at(0))))));
    }

    private static Values joins(Der der) {
        long result = der.at(0).number();
        List<NamedValue> devices = der.children().size() < 2
                ? List.of()
                : der.at(1).children().stream().map(Asn1Values::device).toList();
        return new Values(List.of(new Values.Item(
                (int) result, Asn1Words.result("read", result), NamedValue.group("Joined devices", devices))));
    }

    static NamedValue device(Der entry) {
        return NamedValue.of(party(entry.at(0)), deviceType(entry.at(1).number()));
    }

    static String deviceType(long type) {
        return DEVICE_TYPES.getOrDefault((int) type, "device of type " + type);
    }

    private static Values.Item restored(Der der) {
        long result = der.at(1).number();
        return new Values.Item((int) result, Asn1Words.result("join", result), device(der.at(0)));
    }

    private static Values clock(Der der) {
        String status = switch ((int) der.at(1).number()) {
            case 0 -> "reliable";
            case 1 -> "invalid";
            case 2 -> "unreliable";
            default -> "status " + der.at(1).number();
        };
        return said(List.of(
                NamedValue.of("Device time", DerTime.decode(der.at(0)).toString()),
                NamedValue.of("Clock status", status)));
    }

    private static Values.Item credentials(Der der) {
        String role = role(TrustCell.RemoteParty.of(der.at(0).number()));
        int status = (int) der.at(1).number();
        if (status != SUCCESS) {
            String why = Asn1Words.result("credentials", status);
            return new Values.Item(status, why, NamedValue.of(role, why));
        }
        List<NamedValue> values = new ArrayList<>();
        values.add(NamedValue.of("Counter", Long.toUnsignedString(der.at(2).number())));
        for (Der cell : der.at(3).children()) {
            boolean prepayment = cell.at(1).tag() == Der.INTEGER;
            int next = prepayment ? 2 : 1;
            values.add(NamedValue.group(
                    use(TrustCell.KeyUse.of(cell.at(0).value()), prepayment),
                    List.of(
                            NamedValue.of("Party", party(cell.at(next))),
                            NamedValue.of("Key identifier", hex(cell.at(next + 1))))));
        }
        return new Values.Item(SUCCESS, "success", NamedValue.group(role, values));
    }

    private static Values replacements(Der der) {
        return der.children().size() < 2
                ? said(List.of(NamedValue.of("Replacement", "awaits its date")))
                : new Values(outcome(CredentialsOutcome.read(der.at(1))));
    }

    private static List<Values.Item> outcome(CredentialsOutcome outcome) {
        return outcome.replaced().stream().map(Asn1Values::replaced).toList();
    }

    private static Values.Item replaced(ReplacedCredential each) {
        return new Values.Item(
                each.status(),
                Asn1Words.result("credentials", each.status()),
                NamedValue.group(
                        cell(each.cell()),
                        List.of(
                                NamedValue.of("Result", Asn1Words.result("credentials", each.status())),
                                NamedValue.of("Party before", each.oldParty().value()),
                                NamedValue.of(
                                        "Key identifier before", each.oldKeyId().hex()),
                                NamedValue.of("Party after", each.newParty().value()),
                                NamedValue.of(
                                        "Key identifier after", each.newKeyId().hex()))));
    }

    /** A place for a certificate: whose, and for which use. */
    static String cell(TrustCell cell) {
        return role(cell.party()) + ", " + use(cell.use(), cell.prepayment()).toLowerCase(Locale.ROOT);
    }

    static String role(TrustCell.RemoteParty party) {
        return switch (party) {
            case ROOT -> "Root";
            case RECOVERY -> "Recovery";
            case SUPPLIER -> "Supplier";
            case NETWORK_OPERATOR -> "Network operator";
            case ACCESS_CONTROL_BROKER -> "Access control broker";
            case TRANSITIONAL_COS -> "Transitional change of supplier";
            case WAN_PROVIDER -> "WAN provider";
            case ISSUING_AUTHORITY -> "Issuing authority";
            case LOAD_CONTROLLER -> "Load controller";
        };
    }

    static String use(TrustCell.KeyUse use, boolean prepayment) {
        return switch (use) {
            case SIGNING -> "Signing key";
            case AGREEMENT -> prepayment ? "Top-up key" : "Agreement key";
            case CERTIFICATE_SIGNING -> "Certificate key";
        };
    }

    static String party(Der der) {
        Octets value = der.value();
        return value.length() == 8 ? Eui64.of(value.shared()).value() : value.hex();
    }

    private static String hex(Der der) {
        return der.value().hex();
    }
}
