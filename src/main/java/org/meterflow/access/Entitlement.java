package org.meterflow.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.MeasuredPoints.Point;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Party;
import org.meterflow.party.UserRole;
import org.meterflow.registration.Freshness;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** What right a party has to a meter point by registration: as its supplier, its network, or its appointed agent. */
@Component
class Entitlement {

    /** Judged on the day it takes effect. */
    private static final String CHANGE_OF_SUPPLIER = "6.23";

    private final Registrations registrations;
    private final RegisteredRight registered;
    private final MeasuredPoints points;
    private final Devices devices;
    private final CredentialHolders holders;
    private final BusinessCalendar calendar;
    private final AccessSettings settings;

    Entitlement(
            Registrations registrations,
            RegisteredRight registered,
            MeasuredPoints points,
            Devices devices,
            CredentialHolders holders,
            BusinessCalendar calendar,
            AccessSettings settings) {
        this.registrations = registrations;
        this.registered = registered;
        this.points = points;
        this.devices = devices;
        this.holders = holders;
        this.calendar = calendar;
        this.settings = settings;
    }

    /** @param role null when there is no right */
    record Verdict(@Nullable UserRole role, String reason) {}

    Verdict examine(AccessRequest request, Party party, Set<UserRole> roles, Service service, @Nullable Device device) {
        List<String> reasons = new ArrayList<>();
        for (UserRole role : roles) {
            Verdict verdict = examine(request, party, role, service, device);
            if (verdict.role() != null) {
                return verdict;
            }
            reasons.add(verdict.reason());
        }
        return new Verdict(null, String.join("; ", reasons.stream().distinct().toList()));
    }

    private Verdict examine(
            AccessRequest request, Party party, UserRole role, Service service, @Nullable Device device) {
        if (role == UserRole.OU) {
            return new Verdict(role, "other users answer for the consumer's consent themselves");
        }
        if (device == null && request.mpxn() == null) {
            return new Verdict(role, "it concerns no known device or meter point");
        }
        if (role == UserRole.LC) {
            return atController(
                    request.user(),
                    device != null
                            ? Optional.of(device)
                            : Optional.ofNullable(request.mpxn()).flatMap(devices::meterOf));
        }
        List<Point> known = points.of(device, request.mpxn());
        List<Mpxn> concerned = known.stream()
                .filter(point -> point.concerns(role))
                .map(Point::mpxn)
                .distinct()
                .toList();
        if (concerned.isEmpty()) {
            return InstallingRight.of(role, service, known.isEmpty() ? device : null);
        }
        LocalDate day = calendar.dayOf(judgedAt(request));
        List<String> reasons = new ArrayList<>();
        for (Mpxn mpxn : concerned) {
            Verdict verdict = registered.of(party, role, service, mpxn, day);
            if (verdict.role() != null) {
                return verdict;
            }
            reasons.add(verdict.reason());
        }
        return new Verdict(null, String.join("; ", reasons));
    }

    /** No register has a load controller: it is the one whose credentials its consumer's meter holds. */
    private Verdict atController(Eui64 user, Optional<Device> meter) {
        Optional<Eui64> holder = meter.flatMap(one -> holders.of(one.id(), CredentialPlace.LOAD_CONTROLLER));
        String where = meter.map(one -> "device " + one.id()).orElse("the meter, which is not known,");
        return holder.filter(user::equals).isPresent()
                ? new Verdict(UserRole.LC, "it is the load controller whose credentials " + where + " holds")
                : new Verdict(
                        null,
                        "the load controller whose credentials " + where + " holds is "
                                + holder.map(Eui64::value).orElse("nobody"));
    }

    /** A date that has passed gives nobody back a right that has passed too. */
    private static Instant judgedAt(AccessRequest request) {
        Instant date = request.executionAt();
        if (date == null || !request.serviceReferenceVariant().equals(CHANGE_OF_SUPPLIER)) {
            return request.at();
        }
        return date.isAfter(request.at()) ? date : request.at();
    }

    /** Why the registration data is too old for this service, if it is. */
    Optional<String> staleRegistration(AccessRequest request, Service service, @Nullable Device device) {
        if (!settings.freshRegistrationFor().contains(service.variant())) {
            return Optional.empty();
        }
        Stream<Mpxn> judged = device == null
                ? Stream.ofNullable(request.mpxn())
                : points.of(device).stream().map(Point::mpxn);
        return judged.filter(mpxn -> registrations.freshness(mpxn).stale())
                .findFirst()
                .map(mpxn -> stale(mpxn, registrations.freshness(mpxn)));
    }

    private static String stale(Mpxn mpxn, Freshness freshness) {
        Instant loaded = freshness.lastLoaded();
        return "the registration data of " + mpxn + " was last loaded "
                + (loaded == null ? "never" : "on " + BusinessCalendar.inWords(loaded));
    }
}
