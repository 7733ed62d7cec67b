package org.meterflow.gateway;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Date;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.meterflow.identifier.Eui64;

/** Issues certificates of the right form, and belongs to no market. */
final class StrayAuthority {

    private static final X500Name NAME = new X500Name("CN=Stray");

    private final KeyPair keys;

    StrayAuthority() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        this.keys = generator.generateKeyPair();
    }

    /** Its own certificate, DER. */
    byte[] own() throws Exception {
        return certificate(NAME, KeyUsage.keyCertSign);
    }

    /** A supplier's for key agreement, DER. */
    byte[] agreementOf(Eui64 supplier) throws Exception {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        name.addRDN(BCStyle.OU, "02");
        name.addRDN(BCStyle.UNIQUE_IDENTIFIER, new DERBitString(supplier.bytes()));
        return certificate(name.build(), KeyUsage.keyAgreement);
    }

    private byte[] certificate(X500Name subject, int usage) throws Exception {
        byte[] keyIdentifier = {0x40, 0, 0, 0, 0, 0, 0, 1};
        return new JcaX509v3CertificateBuilder(
                        NAME,
                        BigInteger.valueOf(usage),
                        new Date(0),
                        new Date(4_000_000_000_000L),
                        subject,
                        keys.getPublic())
                .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                .addExtension(Extension.subjectKeyIdentifier, false, new DEROctetString(keyIdentifier))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
    }
}
