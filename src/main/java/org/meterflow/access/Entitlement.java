package org.meterflow.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Party;
import org.meterflow.party.UserRole;
import org.meterflow.registration.Freshness;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registration;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** What right a party has to a meter point by registration: as its supplier, its network, or its appointed agent. */
@Component
class Entitlement {

    /** Current and future suppliers may use it. */
    private static final String READ_INVENTORY = "8.2";

    /** Judged on the day it takes effect. */
    private static final String CHANGE_OF_SUPPLIER = "6.23";

    private final Registrations registrations;
    private final Devices devices;
    private final CredentialHolders holders;
    private final BusinessCalendar calendar;
    private final AccessSettings settings;

    Entitlement(
            Registrations registrations,
            Devices devices,
            CredentialHolders holders,
            BusinessCalendar calendar,
            AccessSettings settings) {
        this.registrations = registrations;
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
        List<Point> known = points(device, request.mpxn());
        List<Mpxn> points = known.stream()
                .filter(point -> point.concerns(role))
                .map(Point::mpxn)
                .distinct()
                .toList();
        if (points.isEmpty()) {
            return withoutMeterPoint(role, service, known.isEmpty() ? device : null);
        }
        LocalDate day = calendar.dayOf(judgedAt(request));
        List<String> reasons = new ArrayList<>();
        for (Mpxn mpxn : points) {
            Verdict verdict = atMeterPoint(party, role, service, mpxn, day);
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

    /** Before a meter point is assigned, whoever supplies that fuel may install. */
    private static Verdict withoutMeterPoint(UserRole role, Service service, @Nullable Device unassigned) {
        boolean installing = unassigned != null
                && service.servesInstallation()
                && installs(role, unassigned.type())
                && (unassigned.type() == DeviceType.CHF || !unassigned.is(DeviceStatus.COMMISSIONED));
        return installing
                ? new Verdict(role, "the device is being installed and measures no meter point yet")
                : new Verdict(null, "there is no meter point to which a right as " + role + " could be held");
    }

    private static boolean installs(UserRole role, DeviceType type) {
        return switch (role) {
            case IS, ES -> type != DeviceType.GSME && type != DeviceType.GPF;
            case GS -> type != DeviceType.ESME;
            case ED, GT, RSA, OU, LC -> false;
        };
    }

    private Verdict atMeterPoint(Party party, UserRole role, Service service, Mpxn mpxn, LocalDate day) {
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

    /** Why the registration data is too old for this service, if it is. */
    Optional<String> staleRegistration(AccessRequest request, Service service, @Nullable Device device) {
        if (!settings.freshRegistrationFor().contains(service.variant())) {
            return Optional.empty();
        }
        Stream<Mpxn> points = device == null
                ? Stream.ofNullable(request.mpxn())
                : points(device).stream().map(Point::mpxn);
        return points.filter(mpxn -> registrations.freshness(mpxn).stale())
                .findFirst()
                .map(mpxn -> stale(mpxn, registrations.freshness(mpxn)));
    }

    private static String stale(Mpxn mpxn, Freshness freshness) {
        return "the registration data of " + mpxn + " was last loaded "
                + (freshness.lastLoaded() == null ? "never" : "at " + freshness.lastLoaded());
    }

    /** The device's meter point, or those of the meters that share its hub; failing those, the one the request names. */
    private List<Point> points(@Nullable Device device, @Nullable Mpxn named) {
        List<Point> own = device == null ? List.of() : points(device);
        if (!own.isEmpty() || named == null) {
            return own;
        }
        boolean export = registrations.meterPoint(named).map(MeterPoint::export).orElse(false);
        return List.of(new Point(named, export));
    }

    private List<Point> points(Device device) {
        boolean measures = device.type().meter() || device.type() == DeviceType.GPF;
        Eui64 hub = device.network();
        Stream<Device> system = measures || hub == null
                ? Stream.of(device)
                : devices.behind(hub).stream().filter(one -> !one.is(DeviceStatus.DECOMMISSIONED));
        return system.flatMap(one -> Stream.of(point(one.importMpxn(), false), point(one.exportMpan(), true)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Point> point(@Nullable Mpxn mpxn, boolean export) {
        return Optional.ofNullable(mpxn).map(known -> new Point(known, export));
    }

    private record Point(Mpxn mpxn, boolean export) {

        boolean concerns(UserRole role) {
            return switch (role) {
                case IS -> mpxn.fuel() == Fuel.ELECTRICITY && !export;
                case ES -> mpxn.fuel() == Fuel.ELECTRICITY && export;
                case ED -> mpxn.fuel() == Fuel.ELECTRICITY;
                case GS, GT -> mpxn.fuel() == Fuel.GAS;
                case RSA, OU, LC -> true;
            };
        }
    }
}
