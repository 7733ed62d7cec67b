package org.meterflow.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.Elements;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.duis.XmlText;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Reason;
import org.meterflow.party.Certificate;
import org.meterflow.party.Certificates;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/** The certificates of organisations and devices, for whoever has to examine or address a message (SMKI). */
@Component
public class CertificateRepository {

    static final int LONGEST_QUESTION = 10_000;
    private static final String DEVICE = "CertificateSubjectAltName";
    private static final String ORGANISATION = "CertificateSubjectName";

    private final Certificates certificates;
    private final SmkiSettings settings;

    CertificateRepository(Certificates certificates, SmkiSettings settings) {
        this.certificates = certificates;
        this.settings = settings;
    }

    /** @return 200 with the certificates of one owner, 402 when there are none, 401 when the question is wrong */
    public HttpAnswer search(@Nullable String apiKey, @Nullable InputStream body) throws IOException {
        try {
            Element question = question(apiKey, body, "CertificateSearchRequest");
            Eui64 owner = Eui64.of(question.getTextContent());
            List<Certificate> found = certificates.of(owner).stream()
                    .filter(one -> one.device() == question.getNodeName().equals(DEVICE))
                    .toList();
            return found.isEmpty() ? nothing("CertificateSearchResponse") : found(found);
        } catch (MalformedDocument | InvalidIdentifier wrong) {
            return wrong("CertificateSearchResponse", Reason.of(wrong));
        }
    }

    /** @return 200 with the certificate of this serial number, 402 when there is none, 401 when the question is wrong */
    public HttpAnswer retrieve(@Nullable String apiKey, @Nullable InputStream body) throws IOException {
        try {
            Element question = question(apiKey, body, "CertificateDataRequest");
            Optional<Certificate> found = certificates.bySerial(serial(question));
            return found.map(CertificateRepository::found).orElseGet(() -> nothing("CertificateDataResponse"));
        } catch (MalformedDocument wrong) {
            return wrong("CertificateDataResponse", Reason.of(wrong));
        }
    }

    /** The one element in the question; an element that nobody expects makes the question wrong. */
    private Element question(@Nullable String apiKey, @Nullable InputStream body, String name) throws IOException {
        if (!settings.apiKey().equals(apiKey)) {
            throw new MalformedDocument("The apikey is missing or unknown");
        }
        byte[] text = body == null ? new byte[0] : body.readNBytes(LONGEST_QUESTION + 1);
        if (text.length > LONGEST_QUESTION) {
            throw new MalformedDocument("The question is longer than " + LONGEST_QUESTION + " bytes");
        }
        Element root = XmlText.parse(text).getDocumentElement();
        List<Element> children = Elements.childrenOf(root);
        List<String> known =
                name.equals("CertificateDataRequest") ? List.of("CertificateSerial") : List.of(DEVICE, ORGANISATION);
        if (!root.getNodeName().equals(name)
                || children.size() != 1
                || !known.contains(children.get(0).getNodeName())) {
            throw new MalformedDocument(name + " holds exactly one of " + String.join(", ", known));
        }
        return children.get(0);
    }

    private static BigInteger serial(Element element) {
        String text = element.getTextContent().strip();
        if (!text.matches("[0-9A-Fa-f]{1,40}")) {
            throw new MalformedDocument("'" + text + "' is not a serial number in hexadecimal");
        }
        return new BigInteger(text, 16);
    }

    private static HttpAnswer found(List<Certificate> certificates) {
        Element root = answer("CertificateSearchResponse", 200, "Success");
        for (Certificate certificate : certificates) {
            Element result = add(root, "Result");
            add(result, "CertificateSerial", hex(certificate));
            add(result, subject(certificate), certificate.owner().value());
            add(result, "CertificateStatus", certificate.status().letter());
            describe(result, certificate);
        }
        return HttpAnswer.xml(XmlText.write(root.getOwnerDocument()));
    }

    private static HttpAnswer found(Certificate certificate) {
        Element root = answer("CertificateDataResponse", 200, "Success");
        Element response = add(root, "CertificateResponse");
        add(response, subject(certificate), certificate.owner().value());
        add(response, "CertificateSerial", hex(certificate));
        add(response, "CertificateStatus", certificate.status().letter());
        add(response, "CertificateBody", Base64.getEncoder().encodeToString(certificate.der()));
        describe(response, certificate);
        return HttpAnswer.xml(XmlText.write(root.getOwnerDocument()));
    }

    private static void describe(Element parent, Certificate certificate) {
        Integer role = certificate.role();
        if (role != null) {
            add(parent, "CertificateRole", role.toString());
        }
        add(parent, "CertificateUsage", isForSignatures(certificate) ? "DS" : "KA");
        add(parent, "ManufacturingFlag", "false");
    }

    private static boolean isForSignatures(Certificate certificate) {
        return switch (certificate.use()) {
            case DS, XML_SIGN, CA -> true;
            case KA, KA_PREPAYMENT -> false;
        };
    }

    private static HttpAnswer nothing(String root) {
        return refusal(root, 402, "No certificate was found");
    }

    private static HttpAnswer wrong(String root, String reason) {
        return refusal(root, 401, reason);
    }

    static HttpAnswer refusal(String root, int status, String message) {
        return HttpAnswer.xml(
                status, XmlText.write(answer(root, status, message).getOwnerDocument()));
    }

    private static Element answer(String name, int code, String message) {
        var document = XmlText.newDocument();
        Element root = document.createElement(name);
        document.appendChild(root);
        add(root, "ResponseCode", Integer.toString(code));
        add(root, "ResponseMessage", message);
        add(root, "AuditReference", UUID.randomUUID().toString());
        return root;
    }

    private static String subject(Certificate certificate) {
        return certificate.device() ? DEVICE : ORGANISATION;
    }

    private static String hex(Certificate certificate) {
        return certificate.serial().toString(16);
    }

    private static Element add(Element parent, String name) {
        Element child = parent.getOwnerDocument().createElement(name);
        parent.appendChild(child);
        return child;
    }

    private static void add(Element parent, String name, String text) {
        add(parent, name).setTextContent(text);
    }
}
