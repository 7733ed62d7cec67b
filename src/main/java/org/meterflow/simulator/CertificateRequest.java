package org.meterflow.simulator;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.List;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell.KeyUse;
import org.meterflow.identifier.Eui64;

/** What a device writes and signs to ask for a certificate of new keys (PKCS#10). */
final class CertificateRequest {

    private static final int CONTEXT_0 = 0xA0;
    private static final int SET = 0x31;
    private static final int OID = 0x06;
    private static final int BOOLEAN = 0x01;
    private static final Octets EXTENSION_REQUEST = Octets.ofHex("2A864886F70D01090E");
    private static final Octets KEY_USAGE = Octets.ofHex("551D0F");
    private static final Octets ALTERNATIVE_NAME = Octets.ofHex("551D11");
    private static final Octets HARDWARE_MODULE = Octets.ofHex("2B06010505070804");
    private static final Octets HARDWARE_TYPE = Octets.ofHex("2B0601040182E90C01");
    private static final Octets ECDSA_SHA256 = Octets.ofHex("2A8648CE3D040302");
    private static final Octets TRUE = Octets.ofHex("FF");

    private final Eui64 device;
    private final KeyUse use;

    CertificateRequest(Eui64 device, KeyUse use) {
        this.device = device;
        this.use = use;
    }

    Der of(KeyPair pair) throws GeneralSecurityException {
        Der content = Der.sequence(
                Der.integer(0),
                Der.sequence(),
                Der.parse(Octets.of(pair.getPublic().getEncoded())),
                Der.node(CONTEXT_0, List.of(extensions())));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(content.encode().bytes());
        return Der.sequence(
                content, Der.sequence(Der.leaf(OID, ECDSA_SHA256)), Der.leaf(Der.BIT_STRING, bits(signature.sign())));
    }

    private static Octets bits(byte[] whole) {
        byte[] withUnused = new byte[whole.length + 1];
        System.arraycopy(whole, 0, withUnused, 1, whole.length);
        return Octets.of(withUnused);
    }

    private Der extensions() {
        Der usage = extension(KEY_USAGE, CredentialCells.bits(use));
        Der module = Der.sequence(Der.leaf(OID, HARDWARE_TYPE), Asn1.octets(device));
        Der otherName =
                Der.node(CONTEXT_0, List.of(Der.leaf(OID, HARDWARE_MODULE), Der.node(CONTEXT_0, List.of(module))));
        return Der.sequence(
                Der.leaf(OID, EXTENSION_REQUEST),
                Der.node(SET, List.of(Der.sequence(usage, extension(ALTERNATIVE_NAME, Der.sequence(otherName))))));
    }

    private static Der extension(Octets name, Der value) {
        return Der.sequence(Der.leaf(OID, name), Der.leaf(BOOLEAN, TRUE), Asn1.octets(value.encode()));
    }
}
