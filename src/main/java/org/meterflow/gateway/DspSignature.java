package org.meterflow.gateway;

import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.duis.XmlSignature;
import org.meterflow.duis.XmlText;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.DccKeys;
import org.springframework.stereotype.Component;

/** The DCC's signature on everything it says to users. */
@Component
class DspSignature {

    private final Certificates certificates;
    private final DccKeys keys;

    DspSignature(Certificates certificates, DccKeys keys) {
        this.certificates = certificates;
        this.keys = keys;
    }

    /** The finished document, as it goes on the wire. */
    byte[] signed(ResponseDocument response) {
        return signed(List.of(response)).get(0);
    }

    /** The same of many, with one look at the keys. */
    List<byte[]> signed(List<ResponseDocument> responses) {
        Certificate certificate = certificates
                .inUse(keys.accessControlBroker(), CertificateUse.XML_SIGN)
                .orElseThrow(() -> new IllegalStateException(
                        "The key infrastructure has no XML signing certificate of " + keys.accessControlBroker()));
        PrivateKey key = keys.privateKey(certificate)
                .orElseThrow(() -> new IllegalStateException("The private key of the DCC's XML signing certificate "
                        + certificate.serial().toString(16) + " is not here"));
        List<byte[]> signed = new ArrayList<>();
        for (ResponseDocument response : responses) {
            XmlSignature.sign(response.document(), key, certificate.x509());
            signed.add(XmlText.write(response.document()));
        }
        return signed;
    }
}
