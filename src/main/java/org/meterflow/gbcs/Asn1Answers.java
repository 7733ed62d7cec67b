package org.meterflow.gbcs;

import org.meterflow.gbcs.MeterAnswer.CredentialsAccepted;
import org.meterflow.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.gbcs.MeterAnswer.Failed;
import org.meterflow.gbcs.MeterAnswer.FirmwareVersion;

/** Answers in ASN.1. */
final class Asn1Answers {

    private Asn1Answers() {}

    static MeterAnswer firmware(Octets payload, Unsealing unsealing) {
        Der answer = Der.parse(payload);
        long result = answer.at(1).number();
        return result == 0
                ? new FirmwareVersion(answer.at(0).value())
                : new Failed((int) result, 0, "the device could not read its firmware version");
    }

    static MeterAnswer credentials(Octets payload, Unsealing unsealing) {
        Der answer = Der.parse(payload);
        return answer.children().size() < 2
                ? new CredentialsAccepted()
                : new CredentialsReplaced(CredentialsOutcome.read(answer.at(1)));
    }
}
