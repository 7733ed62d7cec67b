package org.meterflow.gbcs;

import java.util.List;
import org.meterflow.gbcs.MeterAnswer.Values;

/** What alerts in ASN.1 say after their code and time, under names (GBCS 11 to 14). */
final class Asn1Alerts {

    private Asn1Alerts() {}

    /** What follows an alert's code and time. */
    static List<NamedValue> of(int code, Der der) {
        List<Der> rest = der.children()
                .subList(Math.min(2, der.children().size()), der.children().size());
        return switch (code) {
            case CredentialsOutcome.ALERT, 0x0124 ->
                CredentialValues.of(CredentialsOutcome.read(der.at(2))).stream()
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
            case 0x00B2 -> der.at(2).children().stream().map(Asn1Names::device).toList();
            case 0x0128 ->
                List.of(
                        NamedValue.of("Device", Asn1Names.party(der.at(2))),
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

    private static String hex(Der der) {
        return der.value().hex();
    }
}
