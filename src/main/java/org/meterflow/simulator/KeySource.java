package org.meterflow.simulator;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.meterflow.identifier.Eui64;

/** Where the simulated devices' keys, and the certificates they are installed with, come from. */
public interface KeySource {

    /** What a party's certificate is for. */
    enum Use {
        SIGNING,
        AGREEMENT,
        PREPAYMENT_AGREEMENT
    }

    /** @throws MissingKey when there are none for this device */
    DeviceKeys device(Eui64 device);

    /** @throws MissingKey when the party has none of this use */
    X509Certificate certificate(Eui64 party, Use use);

    /** A device's own certificate, where one is known. */
    default Optional<X509Certificate> deviceCertificate(Eui64 device, Use use) {
        return Optional.empty();
    }

    /** Those whose signature on a new certificate devices accept; empty when none are known. */
    List<X509Certificate> authorities();
}
