package org.meterflow.gateway;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.metering.CommandTookEffect;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.party.Parties;
import org.meterflow.party.User;
import org.meterflow.registration.Registrations;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whose credentials are on a device. Until its supplier's were ever replaced, they are those of the registered supplier;
 * from then on, what the device itself said.
 */
@Component
class KnownUsers {

    private final Registrations registrations;
    private final Parties parties;
    private final CredentialHolders holders;
    private final Clock clock;

    KnownUsers(Registrations registrations, Parties parties, CredentialHolders holders, Clock clock) {
        this.registrations = registrations;
        this.parties = parties;
        this.holders = holders;
        this.clock = clock;
    }

    boolean knows(Device device, Eui64 user) {
        Mpxn mpxn = device.importMpxn();
        if (mpxn == null || device.type() == DeviceType.CHF) {
            return false;
        }
        return supplierOn(device, mpxn).filter(user::equals).isPresent()
                || networkOn(device, mpxn).filter(user::equals).isPresent();
    }

    /** Notes who the device knows now, before a change that will show only later. */
    void noteBeforeChange(Device device) {
        Mpxn mpxn = device.importMpxn();
        if (mpxn != null) {
            registeredSupplier(mpxn)
                    .ifPresent(supplier -> holders.noteUnlessKnown(device.id(), CredentialPlace.SUPPLIER, supplier));
        }
    }

    @EventListener
    void on(MeterAnswered answered) {
        note(answered.device(), answered.answer());
    }

    @EventListener
    void on(CommandTookEffect effect) {
        note(effect.device(), effect.outcome());
    }

    private void note(Eui64 device, @Nullable MeterAnswer answer) {
        if (answer instanceof CredentialsReplaced replaced && replaced.succeeded()) {
            replaced.outcome().replaced().stream()
                    .filter(one -> one.cell().use() == TrustCell.KeyUse.SIGNING)
                    .forEach(one ->
                            place(one.cell().party()).ifPresent(place -> holders.note(device, place, one.newParty())));
        }
    }

    private static Optional<CredentialPlace> place(RemoteParty role) {
        return switch (role) {
            case SUPPLIER -> Optional.of(CredentialPlace.SUPPLIER);
            case NETWORK_OPERATOR -> Optional.of(CredentialPlace.NETWORK_OPERATOR);
            case LOAD_CONTROLLER -> Optional.of(CredentialPlace.LOAD_CONTROLLER);
            default -> Optional.empty();
        };
    }

    private Optional<Eui64> supplierOn(Device device, Mpxn mpxn) {
        return holders.of(device.id(), CredentialPlace.SUPPLIER).or(() -> registeredSupplier(mpxn));
    }

    /** Who supplies the meter point now, as far as registration goes. */
    Optional<Eui64> registeredSupplier(Mpxn mpxn) {
        return registrations
                .at(mpxn, clock.instant())
                .flatMap(registration -> parties.supplierUser(registration.supplier(), mpxn.fuel()))
                .map(User::id);
    }

    /** Gas meters know no network operator. */
    private Optional<Eui64> networkOn(Device device, Mpxn mpxn) {
        return mpxn.fuel() == Fuel.GAS
                ? Optional.empty()
                : holders.of(device.id(), CredentialPlace.NETWORK_OPERATOR).or(() -> networkOf(mpxn));
    }

    /** Who speaks for the network of a meter point. */
    Optional<Eui64> networkOf(Mpxn mpxn) {
        return registrations
                .meterPoint(mpxn)
                .flatMap(point -> parties.networkUser(point.network(), mpxn.fuel()))
                .map(User::id);
    }
}
