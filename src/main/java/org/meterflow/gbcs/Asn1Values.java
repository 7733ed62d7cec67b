package org.meterflow.gbcs;

import java.util.List;
import org.meterflow.gbcs.MeterAnswer.Values;

/** What devices say in ASN.1, under names (GBCS 11 to 14). */
final class Asn1Values {

    private static final int SUCCESS = 0;

    private Asn1Values() {}

    static Values answer(int code, Der der) {
        return switch (code) {
            case 0x0008, 0x011B ->
                new Values(der.children().stream().map(CredentialValues::held).toList());
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
            default -> CredentialValues.replacements(der);
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
                : der.at(1).children().stream().map(Asn1Names::device).toList();
        return new Values(List.of(new Values.Item(
                (int) result, Asn1Words.result("read", result), NamedValue.group("Joined devices", devices))));
    }

    private static Values.Item restored(Der der) {
        long result = der.at(1).number();
        return new Values.Item((int) result, Asn1Words.result("join", result), Asn1Names.device(der.at(0)));
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

    private static String hex(Der der) {
        return der.value().hex();
    }
}
