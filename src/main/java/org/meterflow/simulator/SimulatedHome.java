package org.meterflow.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * The devices of one home, and the parties they were installed for.
 *
 * @param parties the DCC's own identities, whom every device trusts
 */
public record SimulatedHome(
        Eui64 hub,
        @Nullable ElectricityMeter electricity,
        @Nullable GasMeter gas,
        DccParties parties) {

    /** @param firmware of the meter, four bytes in hex */
    public record ElectricityMeter(
            Eui64 esme, Eui64 supplier, Eui64 networkOperator, boolean prepayment, String firmware) {}

    /** @param gpf the hub's proxy, which mirrors the meter */
    public record GasMeter(
            Eui64 gsme, Eui64 gpf, Eui64 supplier, Eui64 networkOperator, boolean prepayment, String firmware) {}

    /** The access control broker, and the party that replaces suppliers' credentials. */
    public record DccParties(Eui64 accessControlBroker, Eui64 transitionalChangeOfSupplier) {}

    List<Eui64> devices() {
        List<Eui64> devices = new ArrayList<>();
        devices.add(hub);
        if (electricity != null) {
            devices.add(electricity.esme());
        }
        if (gas != null) {
            devices.add(gas.gsme());
            devices.add(gas.gpf());
        }
        return devices;
    }
}
