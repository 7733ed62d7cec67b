package org.meterflow.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.FleetSettings;
import org.meterflow.simulator.PemKeySource;
import org.meterflow.simulator.SimulatedHomes;
import org.meterflow.simulator.SimulatedSupplier;

/** Who is who in the market that comes with the jar and carries the names of the published test keys. */
final class PublishedMarket {

    static final Eui64 SUPPLIER = new Eui64("90-B3-D5-1F-30-01-00-00");
    static final Eui64 OTHER_SUPPLIER = new Eui64("90-B3-D5-1F-30-03-00-00");
    static final Eui64 DCC = new Eui64("90-B3-D5-1F-30-00-00-02");
    static final Eui64 ELECTRICITY_METER = new Eui64("00-DB-12-34-56-78-90-A0");
    static final Eui64 GAS_METER = new Eui64("00-DB-12-34-56-78-90-A1");
    static final Eui64 HUB = new Eui64("00-DB-12-34-56-78-90-A2");

    private PublishedMarket() {}

    /** The market's homes, their hubs on the way to the head-end. */
    static Fleet fleet(int headEndPort, Path state, Clock clock, Path... folders) {
        PemKeySource keys = new PemKeySource(List.of(folders));
        Fleet fleet = new Fleet(
                FleetSettings.towards("localhost:" + headEndPort, state),
                SimulatedHomes.of(Market.load("published", 0), keys.dccParties()),
                keys,
                clock);
        fleet.start();
        return fleet;
    }

    static SimulatedSupplier supplier(Eui64 user, Doors doors, Path keys) throws IOException {
        return new SimulatedSupplier(
                user,
                DCC,
                List.of(keys),
                URI.create("http://localhost:" + doors.duisPort()),
                URI.create("http://localhost:" + doors.smkiPort()),
                0,
                Clock.systemUTC());
    }
}
