package org.meterflow.access;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.Entitlement.Verdict;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Party;
import org.meterflow.party.UserRole;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registration;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** Whether a party holds a meter point in a role, by its registration on a day. */
@Component
class RegisteredRight {

    /** Current and future suppliers may use it. */
    private static final String READ_INVENTORY = "8.2";

    private final Registrations registrations;

    RegisteredRight(Registrations registrations) {
        this.registrations = registrations;
    }

    Verdict of(Party party, UserRole role, Service service, Mpxn mpxn, LocalDate day) {
        if (role == UserRole.ED || role == UserRole.GT) {
            return byMeterPoint(party, role, mpxn, MeterPoint::network, "network");
        }
        if (role == UserRole.RSA) {
            return byMeterPoint(party, role, mpxn, MeterPoint::agent, "appointed agent");
        }
        Optional<Registration> registered = registrations.on(mpxn, day);
        if (registered.filter(one -> party.mpids().contains(one.supplier())).isPresent()) {
            return new Verdict(role, "it is the registered supplier of " + mpxn + " on " + day);
        }
        if (service.variant().equals(READ_INVENTORY) && futureSupplier(party, mpxn, day)) {
            return new Verdict(role, "it is registered as a future supplier of " + mpxn);
        }
        return new Verdict(
                null,
                "the registered supplier of " + mpxn + " on " + day + " is "
                        + registered.map(one -> one.supplier().value()).orElse("nobody"));
    }

    private interface Holder {
        @Nullable
        Mpid of(MeterPoint point);
    }

    private Verdict byMeterPoint(Party party, UserRole role, Mpxn mpxn, Holder holder, String title) {
        Mpid holds = registrations.meterPoint(mpxn).map(holder::of).orElse(null);
        return holds != null && party.mpids().contains(holds)
                ? new Verdict(role, "it is the " + title + " of " + mpxn)
                : new Verdict(null, "the " + title + " of " + mpxn + " is " + (holds == null ? "not known" : holds));
    }

    private boolean futureSupplier(Party party, Mpxn mpxn, LocalDate day) {
        return registrations.of(mpxn).stream()
                .anyMatch(one -> one.from().isAfter(day) && party.mpids().contains(one.supplier()));
    }
}
