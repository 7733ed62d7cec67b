package org.meterflow.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.User;
import org.meterflow.party.UserRole;
import org.springframework.stereotype.Component;

/**
 * The one decision for every request, on receipt, again on execution, and for reads when the answer is handed over. The checks come in the order of the response
 * codes' generality: who, in which role, in good standing, with what right to the meter point, to what device.
 */
@Component
public class AccessControl {

    private final ServiceCatalogue catalogue;
    private final Parties parties;
    private final Devices devices;
    private final Entitlement entitlement;

    AccessControl(ServiceCatalogue catalogue, Parties parties, Devices devices, Entitlement entitlement) {
        this.catalogue = catalogue;
        this.parties = parties;
        this.devices = devices;
        this.entitlement = entitlement;
    }

    public AccessDecision decide(AccessRequest request) {
        Optional<Party> known = parties.ofUser(request.user());
        Set<UserRole> roles = known.flatMap(party -> party.user(request.user()))
                .map(User::roles)
                .orElse(Set.of());
        if (known.isEmpty() || roles.isEmpty()) {
            return AccessDecision.refuse(
                    "E1",
                    request.user() + " may not use " + request.serviceReferenceVariant() + ": "
                            + (known.isEmpty() ? "no party has this user" : "the user has no role"));
        }
        Optional<Service> service = catalogue.find(request.serviceReferenceVariant());
        if (service.isEmpty()) {
            return AccessDecision.refuse(
                    "E2", known.get().name() + " asks for " + request.serviceReferenceVariant() + ": no such service");
        }
        Device device =
                request.device() == null ? null : devices.find(request.device()).orElse(null);
        return new Question(request, known.get(), service.get(), device).decide(roles);
    }

    /** One request with all that is known about it. */
    private class Question {

        private final AccessRequest request;
        private final Party party;
        private final Service service;
        private final @Nullable Device device;

        Question(AccessRequest request, Party party, Service service, @Nullable Device device) {
            this.request = request;
            this.party = party;
            this.service = service;
            this.device = device;
        }

        AccessDecision decide(Set<UserRole> roles) {
            Set<UserRole> able = roles.stream()
                    .filter(service.roles()::contains)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(UserRole.class)));
            if (able.isEmpty()) {
                return refuse("E2", "the service is for " + words(service.roles()) + ", the user is " + words(roles));
            }
            if (!party.live()) {
                return refuse("E3", "the party is " + words(party.status()));
            }
            if (service.needsKnownDevice() && device == null) {
                return request.device() == null && !service.device() ? permit(able) : refuse("E19", unknownDevice());
            }
            Entitlement.Verdict verdict = entitlement.examine(request, party, able, service, device);
            UserRole role = verdict.role();
            return role == null ? refuse("E4", verdict.reason()) : examineDevice(role, verdict.reason());
        }

        private AccessDecision examineDevice(UserRole role, String right) {
            if (device != null
                    && device.status() != null
                    && service.needsKnownDevice()
                    && !service.deviceStatuses().contains(device.status())) {
                return refuse("E5", "the device is " + device.status().label());
            }
            if (device != null
                    && !service.deviceTypes().isEmpty()
                    && !service.deviceTypes().contains(device.type())) {
                return refuse(
                        "E11",
                        "the device is of type " + device.type() + ", the service is for "
                                + words(service.deviceTypes()));
            }
            Optional<String> stale = entitlement.staleRegistration(request, service, device);
            if (stale.isPresent()) {
                return AccessDecision.hold("E4", sentence("may not use", "STALE_REGISTRATION, " + stale.get()));
            }
            return AccessDecision.permit(sentence("may use", right), role);
        }

        private AccessDecision permit(Set<UserRole> able) {
            UserRole role = able.iterator().next();
            return AccessDecision.permit(sentence("may use", "any " + role + " may"), role);
        }

        private AccessDecision refuse(String code, String why) {
            return AccessDecision.refuse(code, sentence("may not use", why));
        }

        private String unknownDevice() {
            return request.device() == null ? "the request names no device" : "the inventory has no such device";
        }

        private String sentence(String verdict, String why) {
            String where = request.device() != null ? " at device " + request.device() : "";
            where += request.mpxn() != null ? " at meter point " + request.mpxn() : "";
            return party.name() + " (" + request.user() + ") " + verdict + " " + service + where + ": " + why;
        }
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String words(Set<? extends Enum<?>> values) {
        return values.isEmpty()
                ? "nobody"
                : values.stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
    }
}
