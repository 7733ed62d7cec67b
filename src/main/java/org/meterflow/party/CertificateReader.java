package org.meterflow.party;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Locale;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.InvalidIdentifier;

/**
 * Reads owner, role and use out of the certificates of the smart metering key infrastructure: an organisation is named
 * in the subject, a device in the subject's alternative name. An authority that is no participant has no EUI-64; it goes
 * by the identifier of its key, of the same length (RFC 5280 4.2.1.2).
 */
class CertificateReader {

    private static final String UNIQUE_IDENTIFIER = "2.5.4.45";
    private static final ASN1ObjectIdentifier HARDWARE_MODULE_NAME = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4");
    private static final Set<Integer> XML_SIGN_ROLES = Set.of(135, 137);
    private static final int ROOT = 0;
    private static final int ISSUING_AUTHORITY = 7;

    private CertificateReader() {}

    static Certificate read(X509Certificate x509, String name) {
        try {
            Eui64 device = device(x509);
            if (device != null) {
                return certificate(x509, device, null, use(x509, null, name));
            }
            Subject subject = subject(x509);
            return certificate(x509, subject.owner(), subject.role(), use(x509, subject.role(), name));
        } catch (IOException | InvalidNameException | IllegalArgumentException unreadable) {
            throw new UnreadableCertificate("Certificate " + name + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static Certificate certificate(
            X509Certificate x509, Eui64 owner, @Nullable Integer role, CertificateUse use) {
        if (!(x509.getPublicKey() instanceof ECPublicKey)) {
            throw new InvalidIdentifier("its key is not on an elliptic curve");
        }
        return new Certificate(x509.getSerialNumber(), owner, use, role, CertificateStatus.IN_USE, x509);
    }

    private record Subject(Eui64 owner, int role) {}

    private static Subject subject(X509Certificate x509) throws IOException, InvalidNameException {
        Eui64 owner = null;
        Integer role = null;
        for (Rdn part : new LdapName(x509.getSubjectX500Principal().getName("RFC2253")).getRdns()) {
            if (part.getType().equals(UNIQUE_IDENTIFIER) && part.getValue() instanceof byte[] der) {
                owner = Eui64.of(ASN1BitString.getInstance(ASN1Primitive.fromByteArray(der))
                        .getOctets());
            } else if (part.getType().equals("OU") && role == null) {
                role = role(part.getValue().toString());
            }
        }
        if (isAuthority(x509)) {
            return new Subject(
                    owner == null ? keyIdentifier(x509) : owner, role == null ? roleOfAuthority(x509) : role);
        }
        if (owner == null || role == null) {
            throw new InvalidIdentifier("its subject names no owner or no role");
        }
        return new Subject(owner, role);
    }

    private static boolean isAuthority(X509Certificate x509) {
        boolean[] bits = x509.getKeyUsage();
        return bits != null && bits[5];
    }

    private static int roleOfAuthority(X509Certificate x509) {
        return x509.getSubjectX500Principal().equals(x509.getIssuerX500Principal()) ? ROOT : ISSUING_AUTHORITY;
    }

    /** The one it states, if that is as long as an EUI-64; else the short one made of its key (RFC 5280 4.2.1.2, (2)). */
    private static Eui64 keyIdentifier(X509Certificate x509) throws IOException {
        byte[] extension = x509.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        byte[] stated = extension == null
                ? new byte[0]
                : SubjectKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension))
                        .getKeyIdentifier();
        return Eui64.of(stated.length == Long.BYTES ? stated : shortKeyIdentifier(x509));
    }

    private static byte[] shortKeyIdentifier(X509Certificate x509) {
        try {
            return new JcaX509ExtensionUtils()
                    .createTruncatedSubjectKeyIdentifier(x509.getPublicKey())
                    .getKeyIdentifier();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Two hex digits; an older habit wrote the number in decimal. Null when it is the name of a department. */
    private static @Nullable Integer role(String text) {
        if (text.matches("[0-9A-Fa-f]{2}")) {
            return Integer.valueOf(text, 16);
        }
        return text.matches("[0-9]{1,3}") ? Integer.valueOf(text) : null;
    }

    private static @Nullable Eui64 device(X509Certificate x509) throws IOException {
        byte[] extension = x509.getExtensionValue(Extension.subjectAlternativeName.getId());
        if (extension == null) {
            return null;
        }
        for (GeneralName name : GeneralNames.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension))
                .getNames()) {
            if (name.getTagNo() == GeneralName.otherName) {
                Eui64 module = hardwareModule(ASN1Sequence.getInstance(name.getName()));
                if (module != null) {
                    return module;
                }
            }
        }
        return null;
    }

    private static @Nullable Eui64 hardwareModule(ASN1Sequence otherName) {
        if (!HARDWARE_MODULE_NAME.equals(otherName.getObjectAt(0))) {
            return null;
        }
        ASN1Sequence module = ASN1Sequence.getInstance(
                ASN1TaggedObject.getInstance(otherName.getObjectAt(1)).getExplicitBaseObject());
        return Eui64.of(ASN1OctetString.getInstance(module.getObjectAt(1)).getOctets());
    }

    private static CertificateUse use(X509Certificate x509, @Nullable Integer role, String name) {
        boolean[] bits = x509.getKeyUsage();
        if (bits == null) {
            throw new InvalidIdentifier("it does not say what its key is for");
        }
        if (isAuthority(x509)) {
            return CertificateUse.CA;
        }
        if (bits[4]) {
            return prepayment(name) ? CertificateUse.KA_PREPAYMENT : CertificateUse.KA;
        }
        if (!bits[0]) {
            throw new InvalidIdentifier("its key is neither for signatures nor for key agreement");
        }
        return role != null && XML_SIGN_ROLES.contains(role) ? CertificateUse.XML_SIGN : CertificateUse.DS;
    }

    /** Nothing inside a certificate tells a top-up key from the other; its name does. */
    private static boolean prepayment(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith("pp-ka");
    }
}
