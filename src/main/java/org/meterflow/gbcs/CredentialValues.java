package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.MeterAnswer.ReplacedCredential;
import org.meterflow.gbcs.MeterAnswer.Values;

/** Which certificates a device holds, and what became of those it was to replace, under names. */
final class CredentialValues {

    private static final int SUCCESS = 0;

    private CredentialValues() {}

    static Values.Item held(Der der) {
        String role = Asn1Names.role(TrustCell.RemoteParty.of(der.at(0).number()));
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
                    Asn1Names.use(TrustCell.KeyUse.of(cell.at(0).value()), prepayment),
                    List.of(
                            NamedValue.of("Party", Asn1Names.party(cell.at(next))),
                            NamedValue.of("Key identifier", hex(cell.at(next + 1))))));
        }
        return new Values.Item(SUCCESS, "success", NamedValue.group(role, values));
    }

    static Values replacements(Der der) {
        return der.children().size() < 2
                ? new Values(
                        List.of(new Values.Item(SUCCESS, "success", NamedValue.of("Replacement", "awaits its date"))))
                : new Values(of(CredentialsOutcome.read(der.at(1))));
    }

    static List<Values.Item> of(CredentialsOutcome outcome) {
        return outcome.replaced().stream().map(CredentialValues::replaced).toList();
    }

    private static Values.Item replaced(ReplacedCredential each) {
        return new Values.Item(
                each.status(),
                Asn1Words.result("credentials", each.status()),
                NamedValue.group(
                        Asn1Names.cell(each.cell()),
                        List.of(
                                NamedValue.of("Result", Asn1Words.result("credentials", each.status())),
                                NamedValue.of("Party before", each.oldParty().value()),
                                NamedValue.of(
                                        "Key identifier before", each.oldKeyId().hex()),
                                NamedValue.of("Party after", each.newParty().value()),
                                NamedValue.of(
                                        "Key identifier after", each.newKeyId().hex()))));
    }

    private static String hex(Der der) {
        return der.value().hex();
    }
}
