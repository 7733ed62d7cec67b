package org.meterflow.duis;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The shape every DUIS signature has, checked element by element: what is not named here is not accepted. */
final class SignatureProfile {

    static final String ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    private static final Pattern SERIAL = Pattern.compile("[0-9]{1,60}");

    private SignatureProfile() {}

    static Element signatureOf(Document document) {
        if (document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").getLength() != 1) {
            throw new BadSignature("A document has exactly one signature");
        }
        List<Element> parts = Elements.childrenOf(document.getDocumentElement());
        Element last = parts.get(parts.size() - 1);
        if (!isNamed(last, "Signature")) {
            throw new BadSignature("The signature is the last child of the document's root");
        }
        return last;
    }

    static BigInteger check(Document document) {
        List<Element> parts = partsOf(signatureOf(document), "SignedInfo", "SignatureValue", "KeyInfo");
        checkSignedInfo(parts.get(0));
        partsOf(parts.get(1));
        return serialIn(parts.get(2));
    }

    /** Base64, of a document whose signature has this shape. */
    static String digestIn(Document document) {
        return signatureOf(document)
                .getElementsByTagNameNS(XMLSignature.XMLNS, "DigestValue")
                .item(0)
                .getTextContent()
                .strip();
    }

    private static void checkSignedInfo(Element signedInfo) {
        List<Element> parts = partsOf(signedInfo, "CanonicalizationMethod", "SignatureMethod", "Reference");
        requireAlgorithm(parts.get(0), CanonicalizationMethod.EXCLUSIVE);
        requireAlgorithm(parts.get(1), ECDSA_SHA256);
        Element reference = parts.get(2);
        if (!reference.hasAttribute("URI") || !reference.getAttribute("URI").isEmpty()) {
            throw new BadSignature("The signature refers to the whole document: Reference has URI \"\"");
        }
        List<Element> inside = partsOf(reference, "Transforms", "DigestMethod", "DigestValue");
        requireAlgorithm(partsOf(inside.get(0), "Transform").get(0), Transform.ENVELOPED);
        requireAlgorithm(inside.get(1), DigestMethod.SHA256);
        partsOf(inside.get(2));
    }

    private static BigInteger serialIn(Element keyInfo) {
        Element data = partsOf(keyInfo, "X509Data").get(0);
        Element issuerSerial = partsOf(data, "X509IssuerSerial").get(0);
        Element number =
                partsOf(issuerSerial, "X509IssuerName", "X509SerialNumber").get(1);
        String text = number.getTextContent().strip();
        if (!SERIAL.matcher(text).matches()) {
            throw new BadSignature("X509SerialNumber is a decimal number, not '" + text + "'");
        }
        return new BigInteger(text);
    }

    private static void requireAlgorithm(Element method, String algorithm) {
        if (!algorithm.equals(method.getAttribute("Algorithm"))) {
            throw new BadSignature(method.getLocalName() + " is " + algorithm + " and no other, not "
                    + method.getAttribute("Algorithm"));
        }
        partsOf(method);
    }

    private static List<Element> partsOf(Element parent, String... names) {
        List<Element> parts = Elements.childrenOf(parent);
        boolean asPrescribed = parts.size() == names.length && !parent.hasAttribute("Id");
        for (int i = 0; asPrescribed && i < names.length; i++) {
            asPrescribed = isNamed(parts.get(i), names[i]);
        }
        if (!asPrescribed) {
            throw new BadSignature(parent.getLocalName() + " holds "
                    + (names.length == 0 ? "no element" : "exactly " + String.join(", ", names)));
        }
        return parts;
    }

    private static boolean isNamed(Node node, String name) {
        return XMLSignature.XMLNS.equals(node.getNamespaceURI()) && name.equals(node.getLocalName());
    }
}
