package org.meterflow.demo;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * A root and an issuing authority on P-256, and the certificates they issue, each made once and kept as
 * {@code NAME.pem} beside {@code NAME.key.pem}. The key is written first: where there is a certificate, there is its key.
 */
class CertificateAuthority {

    private static final Eui64 ROOT = new Eui64("02-4D-46-00-00-00-00-00");
    private static final Eui64 ISSUING = new Eui64("02-4D-46-00-00-00-00-07");

    private final KeyFiles files;
    private final CertificateForm form;
    private @Nullable Issuer issuing;
    private int issued;

    CertificateAuthority(Path folder, Clock clock) {
        this.files = new KeyFiles(folder);
        this.form = new CertificateForm(clock);
    }

    enum Purpose {
        SIGNATURE(KeyUsage.digitalSignature),
        KEY_AGREEMENT(KeyUsage.keyAgreement);

        final int bit;

        Purpose(int bit) {
            this.bit = bit;
        }
    }

    record Issuer(X500Name name, byte[] keyIdentifier, PrivateKey key) {}

    /** @param role remote party role, as in the subject's two hex digits */
    void ensureOrganisation(String name, Eui64 owner, int role, Purpose purpose) {
        if (!files.has(name)) {
            KeyPair keys = form.keys();
            save(name, keys, form.organisation(issuing(), keys, owner, role, purpose.bit));
        }
    }

    void ensureDevice(Eui64 device) {
        String stem = "devices/" + HexFormat.of().formatHex(device.bytes()).toLowerCase(Locale.ROOT);
        ensureDevice(stem + "-ds", device, Purpose.SIGNATURE);
        ensureDevice(stem + "-ka", device, Purpose.KEY_AGREEMENT);
    }

    private void ensureDevice(String name, Eui64 device, Purpose purpose) {
        if (!files.has(name)) {
            KeyPair keys = form.keys();
            save(name, keys, form.device(issuing(), keys, device, purpose.bit));
        }
    }

    private Issuer issuing() {
        if (issuing == null) {
            issuing = authority("issuing", "Meterflow demo issuing authority", 0x07, ISSUING, root());
        }
        return issuing;
    }

    private Issuer root() {
        return authority("root", "Meterflow demo root", 0x00, ROOT, null);
    }

    private Issuer authority(String name, String commonName, int role, Eui64 id, @Nullable Issuer above) {
        if (!files.has(name)) {
            KeyPair keys = form.keys();
            save(name, keys, form.authority(above, keys, id, role, commonName));
        }
        return form.issuer(files.certificate(name), files.key(name));
    }

    private void save(String name, KeyPair keys, X509Certificate certificate) {
        files.save(name, keys.getPrivate(), certificate);
        issued++;
    }

    /** How many certificates were made since this object was. */
    int issued() {
        return issued;
    }
}
