package org.meterflow.gateway;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.metering.CommandTookEffect;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.metering.gbcs.MeterAnswer;
import org.meterflow.metering.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.metering.gbcs.TrustCell;
import org.meterflow.party.Parties;
import org.meterflow.party.User;
import org.meterflow.registration.Registrations;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose credentials are on a device. Until its supplier's were ever replaced, they are those of the registered supplier;
 * from then on, what the device itself said.
 */
@Component
class KnownUsers {

    private final Registrations registrations;
    private final Parties parties;
    private final JdbcClient jdbc;
    private final Clock clock;

    KnownUsers(Registrations registrations, Parties parties, JdbcClient jdbc, Clock clock) {
        this.registrations = registrations;
        this.parties = parties;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean knows(Device device, Eui64 user) {
        Mpxn mpxn = device.importMpxn();
        if (mpxn == null || device.type() == DeviceType.CHF) {
            return false;
        }
        return supplierOn(device, mpxn).filter(user::equals).isPresent()
                || networkOf(mpxn).filter(user::equals).isPresent();
    }

    /** Notes who the device knows now, before a change that will show only later. */
    void noteBeforeChange(Device device) {
        Mpxn mpxn = device.importMpxn();
        if (mpxn != null) {
            registeredSupplier(mpxn)
                    .ifPresent(supplier -> jdbc.sql(
                                    "insert into known_supplier (device, supplier) values (?, ?) on conflict do nothing")
                            .params(device.id().value(), supplier.value())
                            .update());
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
                    .filter(one -> one.cell().equals(TrustCell.SUPPLIER_SIGNING))
                    .findFirst()
                    .ifPresent(one -> note(device, one.newParty()));
        }
    }

    private void note(Eui64 device, Eui64 supplier) {
        jdbc.sql("""
                        insert into known_supplier (device, supplier) values (?, ?)
                        on conflict (device) do update set supplier = excluded.supplier
                        """).params(device.value(), supplier.value()).update();
    }

    private Optional<Eui64> supplierOn(Device device, Mpxn mpxn) {
        return jdbc.sql("select supplier from known_supplier where device = ?")
                .param(device.id().value())
                .query(String.class)
                .optional()
                .map(Eui64::new)
                .or(() -> registeredSupplier(mpxn));
    }

    private Optional<Eui64> registeredSupplier(Mpxn mpxn) {
        return registrations
                .at(mpxn, clock.instant())
                .flatMap(registration -> parties.supplierUser(registration.supplier(), mpxn.fuel()))
                .map(User::id);
    }

    /** Gas meters know no network operator. */
    private Optional<Eui64> networkOf(Mpxn mpxn) {
        if (mpxn.fuel() == Fuel.GAS) {
            return Optional.empty();
        }
        return registrations.meterPoint(mpxn).flatMap(point -> networkUser(point.network(), mpxn));
    }

    private Optional<Eui64> networkUser(Mpid network, Mpxn mpxn) {
        return parties.networkUser(network, mpxn.fuel()).map(User::id);
    }
}
