package org.meterflow.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.device.Generation;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Export;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Product;
import org.meterflow.market.Market.Supply;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.meterflow.party.User;
import org.meterflow.registration.Energisation;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes a made-up market into the modules that hold real ones. */
@Component
@Profile("!production")
class MarketLoader {

    private static final int HOMES_AT_ONCE = 100;
    private static final String SOURCE = "Demo market";

    private final Parties parties;
    private final Registrations registrations;
    private final Devices devices;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MarketLoader(
            Parties parties,
            Registrations registrations,
            Devices devices,
            TransactionTemplate transaction,
            Clock clock) {
        this.parties = parties;
        this.registrations = registrations;
        this.devices = devices;
        this.transaction = transaction;
        this.clock = clock;
    }

    void load(Market market) {
        transaction.executeWithoutResult(status -> market.participants().forEach(this::loadParticipant));
        Set<Eui64> installed = devices.all().stream().map(Device::id).collect(Collectors.toSet());
        List<Home> fresh = market.homes().stream()
                .filter(home -> !installed.contains(home.hub()))
                .toList();
        for (int from = 0; from < fresh.size(); from += HOMES_AT_ONCE) {
            List<Home> some = fresh.subList(from, Math.min(fresh.size(), from + HOMES_AT_ONCE));
            transaction.executeWithoutResult(status -> some.forEach(home -> new Installation(market, home).load()));
        }
    }

    private void loadParticipant(Market.Participant participant) {
        if (parties.find(participant.id()).isPresent()) {
            return;
        }
        List<User> users = participant.identities().stream()
                .map(identity -> new User(identity.id(), identity.roles(), identity.responseAddress()))
                .toList();
        parties.add(new Party(
                participant.id(),
                participant.name(),
                participant.mpids(),
                users,
                PartyStatus.LIVE,
                participant.fuels(),
                null));
    }

    /** One home on its way into registration and inventory. */
    private class Installation {

        private final Market market;
        private final Home home;
        private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);

        Installation(Market market, Home home) {
            this.market = market;
            this.home = home;
        }

        void load() {
            install(home.hub(), DeviceType.CHF, null, null, null);
            home.supplies().forEach(this::loadSupply);
            home.others().forEach(other -> install(other.id(), other.type(), null, null, null));
        }

        private void loadSupply(Supply supply) {
            Export export = supply.export();
            addMeterPoint(supply, supply.mpxn(), false);
            registrations.register(supply.mpxn(), supply.supplier(), supply.since(), SOURCE);
            if (export != null) {
                addMeterPoint(supply, export.mpxn(), true);
                registrations.register(export.mpxn(), export.supplier(), export.since(), SOURCE);
            }
            Mpxn exportMpan = export == null ? null : export.mpxn();
            install(supply.meter(), supply.meterType(), supply.mpxn(), exportMpan, supply.variant());
            if (supply.proxy() != null) {
                install(supply.proxy(), DeviceType.GPF, supply.mpxn(), null, null);
            }
        }

        private void addMeterPoint(Supply supply, Mpxn mpxn, boolean export) {
            registrations.addMeterPoint(new MeterPoint(
                    mpxn,
                    supply.network(),
                    supply.agent(),
                    home.address(),
                    home.postcode(),
                    home.uprn(),
                    Energisation.ENERGISED,
                    supply.profile(),
                    supply.area(),
                    export));
        }

        private void install(
                Eui64 id, DeviceType type, @Nullable Mpxn mpxn, @Nullable Mpxn exportMpan, @Nullable String variant) {
            Product product = market.product(type);
            devices.add(new Device(
                    id,
                    type,
                    type.hasStatus() ? DeviceStatus.COMMISSIONED : null,
                    now,
                    product.manufacturer(),
                    product.model(),
                    product.specification(),
                    product.firmware(),
                    variant,
                    type == DeviceType.CHF ? null : home.hub(),
                    mpxn,
                    exportMpan,
                    home.uprn(),
                    home.postcode(),
                    home.address().split(",")[0],
                    home.region(),
                    Generation.SMETS2));
        }
    }
}
