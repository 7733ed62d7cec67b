package org.meterflow.simulator;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** A remote party's certificate as a device reads it: whose, in which role, and the name of its key. */
record Credential(X509Certificate certificate, Eui64 party, int role, Octets keyId) {

    private static final Pattern UNIQUE_IDENTIFIER = Pattern.compile("2\\.5\\.4\\.45=#030900([0-9a-fA-F]{16})");
    private static final Pattern ROLE = Pattern.compile("OU=([0-9A-Fa-f]{2})(?![0-9A-Za-z])");
    private static final String KEY_IDENTIFIER = "2.5.29.14";
    private static final int TWO_DER_HEADERS = 4;

    /** @throws MalformedGbcs when it is no certificate of an organisation in this market */
    static Credential of(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName("RFC2253");
        Matcher party = UNIQUE_IDENTIFIER.matcher(subject);
        Matcher role = ROLE.matcher(subject);
        byte[] keyId = certificate.getExtensionValue(KEY_IDENTIFIER);
        if (!party.find() || !role.find() || keyId == null || keyId.length <= TWO_DER_HEADERS) {
            throw new MalformedGbcs("Certificate '" + subject + "' names no party, no role or no key");
        }
        return new Credential(
                certificate,
                Eui64.of(HexFormat.of().parseHex(party.group(1))),
                Integer.parseInt(role.group(1), 16),
                Octets.of(Arrays.copyOfRange(keyId, TWO_DER_HEADERS, keyId.length)));
    }

    static Credential of(Octets der) {
        return of(x509(der));
    }

    static X509Certificate x509(Octets der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der.bytes()));
        } catch (CertificateException damaged) {
            throw new MalformedGbcs("A certificate of %s bytes is none".formatted(der.length()), damaged);
        }
    }

    PublicKey key() {
        return certificate.getPublicKey();
    }

    Octets der() {
        try {
            return Octets.of(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A certificate that was read cannot be written", impossible);
        }
    }
}
