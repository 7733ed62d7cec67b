package org.meterflow.simulator;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell.KeyUse;
import org.meterflow.identifier.Eui64;

/**
 * A device's own keys and certificates: told, and renewed by a request it signs and a certificate that answers it (GBCS
 * CS02c, d and e). The keys of the installation are fetched when they are first needed.
 */
final class OwnKeys {

    private static final int DONE = 0;
    private static final int NO_CERTIFICATE = 1;
    private static final int NOT_MINE = 2;
    private static final int NOT_REQUESTED = 3;

    private final Eui64 device;
    private final Memory memory;
    private final KeySource source;
    private @Nullable DeviceKeys keys;

    OwnKeys(Eui64 device, Memory memory, KeySource source) {
        this.device = device;
        this.memory = memory;
        this.source = source;
    }

    DeviceKeys keys() {
        DeviceKeys known = keys;
        if (known == null) {
            Octets signing = memory.octets(key(KeyUse.SIGNING));
            Octets agreement = memory.octets(key(KeyUse.AGREEMENT));
            boolean renewed = signing != null && agreement != null;
            DeviceKeys installed = renewed ? null : source.device(device);
            known = new DeviceKeys(
                    signing == null ? required(installed).signing() : privateKey(signing),
                    agreement == null ? required(installed).agreement() : privateKey(agreement));
            keys = known;
        }
        return known;
    }

    private static DeviceKeys required(@Nullable DeviceKeys installed) {
        if (installed == null) {
            throw new IllegalStateException("A device without keys of its own was not asked for those it came with");
        }
        return installed;
    }

    private static String key(KeyUse use) {
        return "key." + use;
    }

    private static String requested(KeyUse use) {
        return "key.requested." + use;
    }

    private static String requestedPublic(KeyUse use) {
        return "key.requested.public." + use;
    }

    private static String certificate(KeyUse use) {
        return "certificate." + use;
    }

    Der certificate(Der asked) {
        KeyUse use = CredentialCells.use(asked.at(0));
        Octets renewed = memory.octets(certificate(use));
        if (renewed != null) {
            return Der.parse(renewed);
        }
        return source.deviceCertificate(device, use == KeyUse.SIGNING ? KeySource.Use.SIGNING : KeySource.Use.AGREEMENT)
                .map(OwnKeys::der)
                .orElse(Der.integer(NO_CERTIFICATE));
    }

    private static Der der(X509Certificate certificate) {
        try {
            return Der.parse(Octets.of(certificate.getEncoded()));
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A certificate that was read cannot be written", impossible);
        }
    }

    /** Makes a new pair of keys, and asks for a certificate (PKCS#10). */
    Der request(Der asked) {
        KeyUse use = CredentialCells.use(asked.at(0));
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            memory.put(requested(use), Octets.of(pair.getPrivate().getEncoded()));
            memory.put(requestedPublic(use), Octets.of(pair.getPublic().getEncoded()));
            return new CertificateRequest(device, use).of(pair);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("P-256 is missing from this Java platform", impossible);
        }
    }

    /** Takes the certificate for the keys it asked for, and uses them from now on. */
    Der install(Der asked) {
        X509Certificate certificate;
        try {
            certificate = Credential.x509(asked.encode());
        } catch (MalformedGbcs noCertificate) {
            return Der.integer(NO_CERTIFICATE);
        }
        boolean[] usage = certificate.getKeyUsage();
        KeyUse use = usage != null && usage[0] ? KeyUse.SIGNING : KeyUse.AGREEMENT;
        Octets pending = memory.octets(requested(use));
        Octets expected = memory.octets(requestedPublic(use));
        if (pending == null || expected == null) {
            return Der.integer(NOT_REQUESTED);
        }
        if (!Arrays.equals(expected.bytes(), certificate.getPublicKey().getEncoded())) {
            return Der.integer(NOT_MINE);
        }
        memory.put(key(use), pending);
        memory.put(certificate(use), asked.encode());
        memory.remove(requested(use));
        memory.remove(requestedPublic(use));
        keys = null;
        return Der.integer(DONE);
    }

    private static PrivateKey privateKey(Octets encoded) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded.bytes()));
        } catch (GeneralSecurityException damaged) {
            throw new MissingKey("A device's renewed key is damaged", damaged);
        }
    }
}
