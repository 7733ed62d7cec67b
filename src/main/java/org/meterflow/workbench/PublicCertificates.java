package org.meterflow.workbench;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.meterflow.identifier.Eui64;

/** Certificates to check and build messages with, where no folder of keys is at hand. Nothing private is in reach. */
public interface PublicCertificates {

    Optional<X509Certificate> signing(Eui64 owner);

    Optional<X509Certificate> agreement(Eui64 owner);
}
