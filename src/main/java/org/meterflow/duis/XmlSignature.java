package org.meterflow.duis;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The one signature a DUIS document has: enveloped, over the whole document, ECDSA with SHA-256, its certificate named
 * by serial number and not enclosed. Any other shape is refused before anything is computed.
 */
public final class XmlSignature {

    private static final String SECURE_VALIDATION = "org.jcp.xml.dsig.secureValidation";
    private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");

    private XmlSignature() {}

    /** Appends the signature as the last child of the root; nothing may change in the document afterwards. */
    public static void sign(Document document, PrivateKey key, X509Certificate certificate) {
        DOMSignContext context = new DOMSignContext(key, document.getDocumentElement());
        context.setDefaultNamespacePrefix("ds");
        try {
            FACTORY.newXMLSignature(signedInfo(), issuerAndSerial(certificate)).sign(context);
        } catch (MarshalException | XMLSignatureException | GeneralSecurityException wrongKey) {
            throw new IllegalStateException(
                    "Cannot sign with certificate "
                            + certificate.getSerialNumber().toString(16),
                    wrongKey);
        }
    }

    /**
     * The serial number of the certificate that the document claims to be signed with.
     *
     * @throws BadSignature when there is not exactly one signature of exactly the prescribed shape
     */
    public static BigInteger serialOf(Document document) {
        return SignatureProfile.check(document);
    }

    /** @throws BadSignature when the signature does not verify with this key, or its shape is another */
    public static void verify(Document document, PublicKey key) {
        SignatureProfile.check(document);
        DOMValidateContext context = new DOMValidateContext(key, SignatureProfile.signatureOf(document));
        context.setProperty(SECURE_VALIDATION, Boolean.TRUE);
        try {
            if (!FACTORY.unmarshalXMLSignature(context).validate(context)) {
                throw new BadSignature(
                        "The signature does not fit the document: it was changed after signing, or signed"
                                + " with another key");
            }
        } catch (MarshalException | XMLSignatureException unreadable) {
            throw new BadSignature("The signature cannot be examined: " + unreadable.getMessage());
        }
    }

    /**
     * What a verified signature says of the document without it: the same for every signature under the same content,
     * though each one's own value differs.
     *
     * @throws BadSignature when there is not exactly one signature of exactly the prescribed shape
     */
    public static String contentDigestOf(Document document) {
        SignatureProfile.check(document);
        return SignatureProfile.digestIn(document);
    }

    /** Takes the signature off, so that the document can be changed and signed again. */
    public static void remove(Document document) {
        Element root = document.getDocumentElement();
        for (@Nullable Node child = root.getFirstChild(); child != null; ) {
            Node next = child.getNextSibling();
            if (XMLSignature.XMLNS.equals(child.getNamespaceURI())) {
                root.removeChild(child);
            }
            child = next;
        }
    }

    private static SignedInfo signedInfo() throws GeneralSecurityException {
        return FACTORY.newSignedInfo(
                FACTORY.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                FACTORY.newSignatureMethod(SignatureProfile.ECDSA_SHA256, null),
                List.of(FACTORY.newReference(
                        "",
                        FACTORY.newDigestMethod(DigestMethod.SHA256, null),
                        List.of(FACTORY.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null)),
                        null,
                        null)));
    }

    private static KeyInfo issuerAndSerial(X509Certificate certificate) {
        KeyInfoFactory keys = FACTORY.getKeyInfoFactory();
        String issuer = certificate.getIssuerX500Principal().getName();
        return keys.newKeyInfo(
                List.of(keys.newX509Data(List.of(keys.newX509IssuerSerial(issuer, certificate.getSerialNumber())))));
    }
}
