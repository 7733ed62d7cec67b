package org.meterflow.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.NamedValues;
import org.meterflow.gbcs.Unsealing;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.DccKeys;
import org.meterflow.workbench.PublicCertificates;
import org.meterflow.workbench.Workbench;
import org.springframework.stereotype.Component;

/** The workbench with the platform's own certificates, and no private key at all. */
@Component
class BenchAnswers {

    private final Workbench workbench;
    private final DccKeys dcc;

    BenchAnswers(Certificates certificates, DccKeys dcc) {
        this.workbench = new Workbench(new PublicCertificates() {
            @Override
            public Optional<X509Certificate> signing(Eui64 owner) {
                return certificates.inUse(owner, CertificateUse.DS).map(Certificate::x509);
            }

            @Override
            public Optional<X509Certificate> agreement(Eui64 owner) {
                return certificates.inUse(owner, CertificateUse.KA).map(Certificate::x509);
            }
        });
        this.dcc = dcc;
    }

    /** @throws BenchRefusal with the reason in one sentence */
    OpenedMessage open(String message) {
        ObjectNode decode = ask("decode").put("message", message);
        ObjectNode verify = ask("verify")
                .put("message", message)
                .put("acb", dcc.accessControlBroker().value());
        JsonNode decoded = answer(decode).path("decoded");
        JsonNode verdicts = answer(verify);
        return OpenedMessage.of(decoded, verdicts, said(Workbench.encode(decoded)));
    }

    /** What a device's own message says in names and units; without parts where it says nothing a page can read. */
    private static Branch said(GbcsMessage message) {
        if (message.kind() == GbcsMessage.Kind.COMMAND) {
            return Branch.leaf("", "", "");
        }
        try {
            return BranchReading.of(NamedValues.of(message, Unsealing.NONE));
        } catch (MalformedGbcs sealed) {
            return Branch.leaf("", "", Reason.of(sealed));
        }
    }

    /** @throws BenchRefusal when the platform has no answer; a number that is none is an answer */
    JsonNode topUp(String digits) {
        return answer(ask("checkUtrn").put("utrn", digits));
    }

    /**
     * Makes the message of a service request, but for what takes the DCC's private keys.
     *
     * @throws BenchRefusal with the reason in one sentence
     */
    JsonNode transform(String duis, ObjectNode context) {
        context.put("acb", dcc.accessControlBroker().value());
        context.put("tcos", dcc.transitionalChangeOfSupplier().value());
        context.put("unsealed", true);
        ObjectNode request = ask("transform").put("duis", duis);
        request.set("context", context);
        return answer(request);
    }

    private static ObjectNode ask(String operation) {
        return JsonNodeFactory.instance.objectNode().put("op", operation);
    }

    private JsonNode answer(ObjectNode request) {
        JsonNode answer = workbench.answer(request);
        if (!answer.path("ok").asBoolean()) {
            throw new BenchRefusal(answer.path("error").asText());
        }
        return answer;
    }
}
