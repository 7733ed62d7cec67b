package org.meterflow.gateway;

import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.springframework.stereotype.Component;

/** Whether a user who has an answer sealed for itself sends its own key agreement certificate, and one in force. */
@Component
class ReaderCertificates {

    private final Certificates certificates;
    private final Clock clock;

    ReaderCertificates(Certificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    /** @param der null where the request has none, which is no fault */
    Optional<String> fault(Eui64 user, byte @Nullable [] der) {
        if (der == null) {
            return Optional.empty();
        }
        Optional<Certificate> own =
                certificates.inUse(user, CertificateUse.KA).filter(known -> Arrays.equals(known.der(), der));
        if (own.isEmpty()) {
            return Optional.of("The key agreement certificate in the request is not the one in use of " + user);
        }
        return own.filter(certificate -> !certificates.valid(certificate, clock.instant()))
                .map(certificate -> "The key agreement certificate of " + user + " is not in force: it is valid until "
                        + BusinessCalendar.inWords(certificate.validUntil()));
    }
}
