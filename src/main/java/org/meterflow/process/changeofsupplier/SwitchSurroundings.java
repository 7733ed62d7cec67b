package org.meterflow.process.changeofsupplier;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.registration.Registration;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** What a person looks for beside a switch's own facts: who is registered when, and whose keys the meter holds. */
@Component
class SwitchSurroundings {

    private final Registrations registrations;
    private final Devices devices;
    private final CredentialHolders holders;
    private final Parties parties;

    SwitchSurroundings(Registrations registrations, Devices devices, CredentialHolders holders, Parties parties) {
        this.registrations = registrations;
        this.devices = devices;
        this.holders = holders;
        this.parties = parties;
    }

    /** The earliest first. */
    Optional<String> registrations(SupplierChange change) {
        return joined(
                registrations.of(change.mpxn()).stream().map(this::inWords).toList());
    }

    private String inWords(Registration registration) {
        String from = name(registration.supplier()) + " from " + BusinessCalendar.inWords(registration.from());
        return registration.to() == null
                ? from
                : from + " to " + BusinessCalendar.inWords(registration.to().minusDays(1));
    }

    /** By device where they hold the keys of more than one; nothing where no device has said so. */
    Optional<String> keys(SupplierChange change) {
        List<Held> held = devices.at(change.mpxn()).stream()
                .filter(device -> device.is(DeviceStatus.COMMISSIONED))
                .flatMap(device -> held(device).stream())
                .toList();
        boolean one = held.stream().map(Held::party).distinct().count() == 1;
        return one
                ? Optional.of(held.get(0).party())
                : joined(held.stream()
                        .map(each -> each.device() + ": " + each.party())
                        .toList());
    }

    private record Held(String device, String party) {}

    private Optional<Held> held(Device device) {
        return holders.of(device.id(), CredentialPlace.SUPPLIER)
                .map(user -> new Held(
                        kind(device), parties.ofUser(user).map(Party::name).orElse("a party that is not known here")));
    }

    /** What it is, for people. */
    static String kind(Device device) {
        DeviceType type = device.type();
        return switch (type) {
            case ESME -> "Electricity meter";
            case GSME -> "Gas meter";
            case GPF -> "Gas proxy";
            case CHF -> "Communications hub";
            default -> Objects.toString(type);
        };
    }

    private static Optional<String> joined(List<String> parts) {
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts.stream().collect(Collectors.joining("; ")));
    }

    private String name(Mpid mpid) {
        return parties.ofMpid(mpid).map(Party::name).orElse(mpid.value());
    }
}
