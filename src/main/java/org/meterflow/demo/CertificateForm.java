package org.meterflow.demo;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.meterflow.demo.CertificateAuthority.Issuer;
import org.meterflow.identifier.Eui64;

/**
 * The shape of certificates in the smart metering key infrastructure: P-256, SHA-256, an organisation's identity in its
 * subject, a device's in its alternative name, one bit of key usage, key identifiers of eight bytes.
 */
class CertificateForm {

    private static final ASN1ObjectIdentifier UNIQUE_IDENTIFIER = new ASN1ObjectIdentifier("2.5.4.45");
    private static final ASN1ObjectIdentifier HARDWARE_MODULE_NAME = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4");
    private static final ASN1ObjectIdentifier HARDWARE_TYPE = new ASN1ObjectIdentifier("1.2.826.0.1.8641679.1.2.2.1");
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.826.0.1.8641679.1.2.1.4");

    /** RFC 5280, 4.1.2.5: no well-defined end. */
    private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    private static final Period ORGANISATION_LIFE = Period.ofYears(10);
    private static final Period AUTHORITY_LIFE = Period.ofYears(25);

    private final Provider provider = new BouncyCastleProvider();
    private final SecureRandom random = new SecureRandom();
    private final KeyPairGenerator generator;
    private final Clock clock;

    CertificateForm(Clock clock) {
        this.clock = clock;
        try {
            this.generator = KeyPairGenerator.getInstance("EC", provider);
            this.generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The cryptography library lacks P-256", impossible);
        }
    }

    KeyPair keys() {
        return generator.generateKeyPair();
    }

    Issuer issuer(X509Certificate certificate, PrivateKey key) {
        X500Name name =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return new Issuer(name, keyIdentifier(certificate.getPublicKey()), key);
    }

    X509Certificate organisation(Issuer issuer, KeyPair keys, Eui64 owner, int role, int usage) {
        return sign(issuer, builder(issuer, keys, subject(owner, role, null), end(ORGANISATION_LIFE)), usage, null);
    }

    X509Certificate device(Issuer issuer, KeyPair keys, Eui64 device, int usage) {
        X500Name nobody = new X500Name(new RDN[0]);
        return sign(issuer, builder(issuer, keys, nobody, NO_END), usage, device);
    }

    /** @param above null for a root, which signs itself */
    X509Certificate authority(@Nullable Issuer above, KeyPair keys, Eui64 id, int role, String commonName) {
        X500Name name = subject(id, role, commonName);
        Issuer issuer = above != null ? above : new Issuer(name, keyIdentifier(keys.getPublic()), keys.getPrivate());
        try {
            X509v3CertificateBuilder builder = builder(issuer, keys, name, end(AUTHORITY_LIFE));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            return sign(issuer, builder, KeyUsage.keyCertSign | KeyUsage.cRLSign, null);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X500Name subject(Eui64 owner, int role, @Nullable String commonName) {
        List<RDN> parts = new ArrayList<>();
        if (commonName != null) {
            parts.add(new RDN(BCStyle.CN, new DERUTF8String(commonName)));
        }
        parts.add(new RDN(BCStyle.OU, new DERUTF8String("%02X".formatted(role))));
        parts.add(new RDN(UNIQUE_IDENTIFIER, new DERBitString(owner.bytes())));
        return new X500Name(parts.toArray(RDN[]::new));
    }

    private Instant end(Period life) {
        return clock.instant().atZone(ZoneOffset.UTC).plus(life).toInstant();
    }

    private X509v3CertificateBuilder builder(Issuer issuer, KeyPair keys, X500Name subject, Instant end) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer.name(),
                new BigInteger(127, random).setBit(126),
                Date.from(clock.instant().minus(Period.ofDays(1))),
                Date.from(end),
                subject,
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        try {
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier(keys.getPublic())));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(issuer.keyIdentifier()));
            builder.addExtension(
                    Extension.certificatePolicies, true, new CertificatePolicies(new PolicyInformation(POLICY)));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return builder;
    }

    private X509Certificate sign(Issuer issuer, X509v3CertificateBuilder builder, int usage, @Nullable Eui64 device) {
        try {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            if (device != null) {
                builder.addExtension(Extension.subjectAlternativeName, true, hardwareModule(device));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").setProvider(provider);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer.build(issuer.key())));
        } catch (IOException | OperatorCreationException | GeneralSecurityException failure) {
            throw new IllegalStateException("A demo certificate could not be made", failure);
        }
    }

    private static GeneralNames hardwareModule(Eui64 device) {
        DERSequence module = new DERSequence(new ASN1Encodable[] {HARDWARE_TYPE, new DEROctetString(device.bytes())});
        DERSequence name =
                new DERSequence(new ASN1Encodable[] {HARDWARE_MODULE_NAME, new DERTaggedObject(true, 0, module)});
        return new GeneralNames(new GeneralName(GeneralName.otherName, name));
    }

    /** RFC 5280, 4.2.1.2, second method: 0100 and the last 60 bits of the key's SHA-1. */
    private static byte[] keyIdentifier(PublicKey key) {
        try {
            byte[] point = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                    .getPublicKeyData()
                    .getBytes();
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(point);
            byte[] last = Arrays.copyOfRange(hash, hash.length - 8, hash.length);
            last[0] = (byte) (0x40 | last[0] & 0x0F);
            return last;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
