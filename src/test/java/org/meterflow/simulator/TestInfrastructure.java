package org.meterflow.simulator;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** A small public-key infrastructure of its own: one authority, parties with their certificates, devices with keys. */
final class TestInfrastructure implements KeySource {

    static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    static final Instant TO = Instant.parse("2040-01-01T00:00:00Z");

    private record Held(X509Certificate certificate, PrivateKey key) {}

    private final Map<String, Held> parties = new HashMap<>();
    private final Map<Eui64, KeyPair[]> devices = new HashMap<>();
    private final KeyPair authorityKeys = pair();
    private final X509Certificate authority;
    private long serial = 1;

    TestInfrastructure() {
        this.authority =
                issue(new X500Name("CN=A"), authorityKeys.getPublic(), KeyUsage.keyCertSign, authorityKeys, FROM, TO);
    }

    static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void party(Eui64 eui, int role, Use... uses) {
        for (Use use : uses) {
            KeyPair keys = pair();
            X509Certificate certificate = partyCertificate(eui, role, use, keys, authorityKeys, FROM, TO);
            parties.put(eui + " " + use, new Held(certificate, keys.getPrivate()));
        }
    }

    /** Of a party that is not enrolled here, or signed by somebody else, or out of date. */
    X509Certificate partyCertificate(
            Eui64 eui, int role, Use use, KeyPair keys, KeyPair issuer, Instant from, Instant to) {
        X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
        subject.addRDN(BCStyle.OU, "%02X".formatted(role));
        subject.addRDN(new ASN1ObjectIdentifier("2.5.4.45"), new DERBitString(eui.bytes()));
        int usage = use == Use.SIGNING ? KeyUsage.digitalSignature : KeyUsage.keyAgreement;
        return issue(subject.build(), keys.getPublic(), usage, issuer, from, to);
    }

    private X509Certificate issue(
            X500Name subject, PublicKey key, int usage, KeyPair issuer, Instant from, Instant to) {
        try {
            byte[] keyId = new byte[8];
            keyId[0] = 0x40;
            keyId[7] = (byte) serial;
            var builder = new JcaX509v3CertificateBuilder(
                            new X500Name("CN=A"),
                            BigInteger.valueOf(serial++),
                            Date.from(from),
                            Date.from(to),
                            subject,
                            key)
                    .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                    .addExtension(Extension.subjectKeyIdentifier, false, new DEROctetString(keyId));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public synchronized DeviceKeys device(Eui64 device) {
        KeyPair[] pairs = pairs(device);
        return new DeviceKeys(pairs[0].getPrivate(), pairs[1].getPrivate());
    }

    private KeyPair[] pairs(Eui64 device) {
        return devices.computeIfAbsent(device, fresh -> new KeyPair[] {pair(), pair()});
    }

    synchronized PublicKey deviceSigning(Eui64 device) {
        return pairs(device)[0].getPublic();
    }

    synchronized PublicKey deviceAgreement(Eui64 device) {
        return pairs(device)[1].getPublic();
    }

    @Override
    public X509Certificate certificate(Eui64 party, Use use) {
        Held held = parties.get(party + " " + use);
        if (held == null) {
            throw new MissingKey("no " + use + " of " + party);
        }
        return held.certificate();
    }

    Octets der(Eui64 party, Use use) {
        return der(certificate(party, use));
    }

    static Octets der(X509Certificate certificate) {
        try {
            return Octets.of(certificate.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    PrivateKey privateKey(Eui64 party, Use use) {
        return parties.get(party + " " + use).key();
    }

    /** A certificate for signatures with somebody's public key. */
    Der certify(Octets publicKey) {
        try {
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey.bytes()));
            return Der.parse(der(issue(new X500Name("CN=D"), key, KeyUsage.digitalSignature, authorityKeys, FROM, TO)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    KeyPair authorityKeys() {
        return authorityKeys;
    }

    X509Certificate authority() {
        return authority;
    }

    @Override
    public List<X509Certificate> authorities() {
        return List.of(authority);
    }
}
