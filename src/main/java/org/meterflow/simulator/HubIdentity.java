package org.meterflow.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.List;
import java.util.function.Supplier;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/**
 * How a hub says who it is, and proves it: its signature over the head-end's challenge and its own greeting, each new for
 * each line.
 */
final class HubIdentity {

    private static final Octets PURPOSE = Octets.of("Meterflow hub line 2\0".getBytes(StandardCharsets.US_ASCII));
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Eui64 hub;
    private final List<Eui64> devices;
    private final Supplier<PrivateKey> key;

    HubIdentity(Eui64 hub, List<Eui64> devices, Supplier<PrivateKey> key) {
        this.hub = hub;
        this.devices = List.copyOf(devices);
        this.key = key;
    }

    HubFrame hello() {
        byte[] random = new byte[HubFrame.RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return HubFrame.hello(hub, devices, Octets.of(random));
    }

    /** @throws MissingKey when the hub has none of its own */
    HubFrame proof(HubFrame challenge, HubFrame hello) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.get());
            signature.update(text(challenge, hello));
            return new HubFrame(HubFrame.PROOF, signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("P-256 is missing from this Java platform", impossible);
        }
    }

    static byte[] text(HubFrame challenge, HubFrame hello) {
        return new OctetWriter()
                .put(PURPOSE)
                .put(Octets.of(challenge.body()))
                .put(Octets.of(hello.body()))
                .toBytes();
    }
}
