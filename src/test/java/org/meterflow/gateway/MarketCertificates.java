package org.meterflow.gateway;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.meterflow.duis.Elements;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.w3c.dom.Element;

/** The certificates that this market's parties really have, in the places where a published request has others. */
final class MarketCertificates {

    static final Map<String, Eui64> OWNERS = Map.of(
            "Supplier", PublishedMarket.SUPPLIER,
            "NetworkOperator", PublishedMarket.NETWORK,
            "LoadController", PublishedMarket.LOAD_CONTROLLER,
            "ACB", PublishedMarket.DCC);

    private static final Map<String, CertificateUse> USES = Map.of(
            "DigitalSigningCertificate", CertificateUse.DS,
            "KeyAgreementCertificate", CertificateUse.KA,
            "KeyAgreementTopUpCertificate", CertificateUse.KA_PREPAYMENT,
            "KAPublicSecurityCredentials", CertificateUse.KA);

    private final Certificates certificates;

    MarketCertificates(Certificates certificates) {
        this.certificates = certificates;
    }

    /** Base64. */
    String of(Eui64 party, CertificateUse use) {
        return text(certificates.inUse(party, use).orElseThrow());
    }

    String issuer() {
        return certificates.issuers().stream()
                .filter(one -> Integer.valueOf(7).equals(one.role()))
                .findFirst()
                .map(MarketCertificates::text)
                .orElseThrow();
    }

    private static String text(Certificate certificate) {
        return Base64.getEncoder().encodeToString(certificate.der());
    }

    /** Puts the certificates of this party into a request's places for them. */
    void fill(Element body, Eui64 party) {
        for (Element child : Elements.childrenOf(body)) {
            if (child.getLocalName().equals("CertificationPathCertificates")) {
                Elements.childrenOf(child).forEach(path -> path.setTextContent(issuer()));
            } else if (USES.containsKey(child.getLocalName())) {
                child.setTextContent(of(party, USES.get(child.getLocalName())));
            } else {
                fill(child, party);
            }
        }
    }

    /** The party whose certificates the request is about: of the role it names, or of the service. */
    static Eui64 ownerIn(Element body, Eui64 asking) {
        Optional<Element> role = Elements.childrenOf(body).stream()
                .filter(child -> child.getLocalName().equals("RemotePartyRole"))
                .findFirst();
        if (body.getLocalName().equals("ServiceOptOut")) {
            return PublishedMarket.DCC;
        }
        return role.map(element -> OWNERS.get(Elements.textOf(element))).orElse(asking);
    }
}
