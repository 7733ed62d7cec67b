package org.meterflow.metering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Certificate;

/** A folder of certificates made for one test: each signed by itself, which is all the head-end looks at. */
record KeyFolder(Path path) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static KeyPair fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param role of the organisation, as two hex digits */
    KeyPair organisation(Eui64 owner, String role, boolean signing) {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.OU, new DERUTF8String(role))
                .addRDN(BCStyle.UNIQUE_IDENTIFIER, new DERBitString(owner.bytes()))
                .build();
        KeyPair pair = fresh();
        write(name(owner, signing), pair, builder(subject, pair, signing));
        return pair;
    }

    KeyPair device(Eui64 owner, boolean signing) {
        KeyPair pair = fresh();
        write(name(owner, signing), pair, deviceCertificate(owner, pair, signing));
        return pair;
    }

    /** For signatures, of a key that others may share. */
    static Certificate certificate(Eui64 owner, KeyPair pair) {
        try {
            return Certificate.read(
                    new JcaX509CertificateConverter()
                            .getCertificate(deviceCertificate(owner, pair, true)
                                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))),
                    owner.value());
        } catch (CertificateException | OperatorCreationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static X509v3CertificateBuilder deviceCertificate(Eui64 owner, KeyPair pair, boolean signing) {
        X509v3CertificateBuilder builder = builder(new X500Name("CN=device"), pair, signing);
        ASN1Encodable module = new DERSequence(
                new ASN1Encodable[] {new ASN1ObjectIdentifier("1.2.3"), new DEROctetString(owner.bytes())});
        GeneralName name = new GeneralName(GeneralName.otherName, new DERSequence(new ASN1Encodable[] {
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4"), new DERTaggedObject(true, 0, module)
        }));
        try {
            builder.addExtension(Extension.subjectAlternativeName, true, new GeneralNames(name));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return builder;
    }

    private static String name(Eui64 owner, boolean signing) {
        return owner.value() + (signing ? "-ds" : "-ka");
    }

    private static X509v3CertificateBuilder builder(X500Name subject, KeyPair pair, boolean signing) {
        Instant now = Instant.now();
        try {
            return new JcaX509v3CertificateBuilder(
                            subject,
                            new BigInteger(100, RANDOM),
                            Date.from(now.minus(Duration.ofDays(1))),
                            Date.from(now.plus(Duration.ofDays(3650))),
                            subject,
                            pair.getPublic())
                    .addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(signing ? KeyUsage.digitalSignature : KeyUsage.keyAgreement));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void write(String name, KeyPair pair, X509v3CertificateBuilder builder) {
        try {
            byte[] certificate = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
            Files.writeString(path.resolve(name + ".pem"), pem("CERTIFICATE", certificate));
            Files.writeString(
                    path.resolve(name + ".key.pem"),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (IOException | OperatorCreationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(type, Base64.getMimeEncoder().encodeToString(der));
    }
}
