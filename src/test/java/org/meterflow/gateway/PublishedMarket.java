package org.meterflow.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.FleetSettings;
import org.meterflow.simulator.PemKeySource;
import org.meterflow.simulator.SimulatedHomes;
import org.meterflow.simulator.SimulatedSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is who in the market that comes with the jar and carries the names of the published test keys. */
final class PublishedMarket {

    static final Eui64 SUPPLIER = new Eui64("90-B3-D5-1F-30-01-00-00");
    static final Eui64 OTHER_SUPPLIER = new Eui64("90-B3-D5-1F-30-03-00-00");
    static final Eui64 NETWORK = new Eui64("90-B3-D5-1F-30-02-00-00");
    static final Eui64 LOAD_CONTROLLER = new Eui64("90-B3-D5-1F-30-01-00-08");
    static final Eui64 DCC = new Eui64("90-B3-D5-1F-30-00-00-02");
    static final Eui64 ELECTRICITY_METER = new Eui64("00-DB-12-34-56-78-90-A0");
    static final Eui64 GAS_METER = new Eui64("00-DB-12-34-56-78-90-A1");
    static final Eui64 HUB = new Eui64("00-DB-12-34-56-78-90-A2");
    static final Eui64 GAS_PROXY = new Eui64("00-DB-12-34-56-78-90-A3");

    /** In the second home: a meter of the other supplier, the hub, and a proxy in the DCC's hands. */
    static final Eui64 OTHER_METER = new Eui64("00-DB-12-34-56-78-90-C0");

    static final Eui64 OTHER_HUB = new Eui64("00-DB-12-34-56-78-90-C2");
    static final Eui64 NEW_PROXY = new Eui64("00-DB-12-34-56-78-90-C3");

    private PublishedMarket() {}

    /** The second home as it was before anybody asked anything of it; simulated devices forget by themselves. */
    static void secondHomeAsItWas(Devices devices, CredentialHolders holders, JdbcClient jdbc) {
        holders.note(NEW_PROXY, CredentialPlace.SUPPLIER, DCC);
        holders.note(NEW_PROXY, CredentialPlace.NETWORK_OPERATOR, DCC);
        if (devices.find(OTHER_METER).orElseThrow().is(DeviceStatus.WITHDRAWN)) {
            devices.changeStatus(OTHER_METER, DeviceStatus.INSTALLED_NOT_COMMISSIONED, "test");
            devices.changeStatus(OTHER_METER, DeviceStatus.COMMISSIONED, "test");
        }
        jdbc.sql("delete from network_log where device = ?")
                .param(NEW_PROXY.value())
                .update();
    }

    /** The market's homes, their hubs on the way to the head-end. */
    static Fleet fleet(int headEndPort, Path state, Clock clock, Path... folders) {
        return fleet("published", headEndPort, state, clock, folders);
    }

    /** @param market as in meterflow.demo.market */
    static Fleet fleet(String market, int headEndPort, Path state, Clock clock, Path... folders) {
        PemKeySource keys = new PemKeySource(List.of(folders));
        Fleet fleet = new Fleet(
                FleetSettings.towards("localhost:" + headEndPort, state),
                SimulatedHomes.of(Market.load(market, 0), keys.dccParties()),
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
