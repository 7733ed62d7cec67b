package org.meterflow.onboarding;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.coverage.Coverage;
import org.meterflow.coverage.Coverage.Likelihood;
import org.meterflow.coverage.CoverageMap;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Export;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Supply;
import org.meterflow.party.DccKeys;
import org.meterflow.registration.Energisation;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/**
 * Writes a file's homes into registration and inventory; where nothing is installed yet, there is no device. A device keeps the state, and the firmware version, that the
 * platform has of it; a meter point keeps its supplier.
 */
@Component
class HomeWriter {

    private final Registrations registrations;
    private final Devices devices;
    private final CredentialHolders holders;
    private final CoverageMap coverage;
    private final DccKeys dcc;
    private final Clock clock;

    HomeWriter(
            Registrations registrations,
            Devices devices,
            CredentialHolders holders,
            CoverageMap coverage,
            DccKeys dcc,
            Clock clock) {
        this.registrations = registrations;
        this.devices = devices;
        this.holders = holders;
        this.coverage = coverage;
        this.dcc = dcc;
        this.clock = clock;
    }

    /** @param source who says so, for the histories */
    List<Change> write(Market market, Home home, String source) {
        return new Installation(market, home, source).write();
    }

    private class Installation {

        private final Market market;
        private final Home home;
        private final String source;
        private final DeviceDescribing describing;
        private final List<Change> changes = new ArrayList<>();

        Installation(Market market, Home home, String source) {
            this.market = market;
            this.home = home;
            this.source = source;
            this.describing = new DeviceDescribing(market, home, clock);
        }

        List<Change> write() {
            cover();
            if (market.newHomes().contains(home)) {
                home.supplies().forEach(this::pointsOf);
                return changes;
            }
            install(home.hub(), DeviceType.CHF, null, null, null);
            home.supplies().forEach(this::supply);
            home.others().forEach(other -> install(other.id(), other.type(), null, null, null));
            return changes;
        }

        private void cover() {
            Market.Coverage there = home.coverage();
            if (there == null) {
                return;
            }
            Integer afterDays = there.afterDays();
            coverage.enterUnlessKnown(new Coverage(
                    home.uprn(),
                    home.postcode(),
                    home.region(),
                    there.available(),
                    there.available() || afterDays == null
                            ? null
                            : LocalDate.ofInstant(clock.instant(), BusinessCalendar.LONDON)
                                    .plusDays(afterDays),
                    "Cellular",
                    Likelihood.valueOf(Objects.requireNonNullElse(there.likelihood(), "HIGH")),
                    there.auxiliaryEquipment()));
        }

        private void pointsOf(Supply supply) {
            Export export = supply.export();
            meterPoint(supply, supply.mpxn(), false);
            register(supply.mpxn(), supply.supplier(), supply.since());
            if (export != null) {
                meterPoint(supply, export.mpxn(), true);
                register(export.mpxn(), export.supplier(), export.since());
            }
        }

        private void supply(Supply supply) {
            pointsOf(supply);
            Export export = supply.export();
            Mpxn exportMpan = export == null ? null : export.mpxn();
            install(supply.meter(), supply.meterType(), supply.mpxn(), exportMpan, supply.variant());
            trust(supply.meter(), CredentialPlace.LOAD_CONTROLLER, supply.loadController());
            Eui64 proxy = supply.proxy();
            if (proxy != null) {
                boolean fresh = devices.find(proxy).isEmpty();
                install(proxy, DeviceType.GPF, supply.mpxn(), null, null);
                if (fresh && supply.proxyAwaitsHandover()) {
                    trust(proxy, CredentialPlace.SUPPLIER, dcc.accessControlBroker());
                    trust(proxy, CredentialPlace.NETWORK_OPERATOR, dcc.accessControlBroker());
                }
            }
        }

        /** What the device itself has said since counts more. */
        private void trust(Eui64 device, CredentialPlace place, @Nullable Eui64 holder) {
            if (holder != null) {
                holders.noteUnlessKnown(device, place, holder);
            }
        }

        private void meterPoint(Supply supply, Mpxn mpxn, boolean export) {
            MeterPoint before = registrations.meterPoint(mpxn).orElse(null);
            MeterPoint wanted = new MeterPoint(
                    mpxn,
                    supply.network(),
                    supply.agent(),
                    home.address(),
                    home.postcode(),
                    home.uprn(),
                    before == null ? Energisation.ENERGISED : before.energisation(),
                    supply.profile(),
                    supply.area(),
                    export);
            if (!wanted.equals(before)) {
                registrations.addMeterPoint(wanted);
                changes.add(new Change("meter points", mpxn.value(), before == null, home.address()));
            }
        }

        private void register(Mpxn mpxn, Mpid supplier, LocalDate since) {
            if (registrations.of(mpxn).isEmpty()) {
                registrations.register(mpxn, supplier, since, source);
                changes.add(new Change("suppliers", mpxn.value(), true, supplier + " since " + since));
            }
        }

        private void install(
                Eui64 id, DeviceType type, @Nullable Mpxn mpxn, @Nullable Mpxn exportMpan, @Nullable String variant) {
            Device before = devices.find(id).orElse(null);
            Device wanted = describing.device(before, id, type, mpxn, exportMpan, variant);
            if (before == null) {
                devices.add(wanted, source);
                changes.add(new Change("devices", id.value(), true, type + ", " + home.address()));
            } else if (!wanted.equals(before)) {
                devices.describe(wanted);
                changes.add(new Change("devices", id.value(), false, type + ", " + home.address()));
            }
        }
    }
}
