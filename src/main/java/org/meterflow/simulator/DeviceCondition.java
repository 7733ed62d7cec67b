package org.meterflow.simulator;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a simulated device from outside.
 *
 * @param connected whether its home's hub is connected
 * @param prepayment null for what takes no payments
 * @param supply null for what switches none
 */
public record DeviceCondition(
        boolean connected,
        @Nullable Boolean prepayment,
        @Nullable Supply supply,
        Set<Fault> faults) {

    /** Off, on, or waiting for somebody in the home to switch it on. */
    public enum Supply {
        OFF,
        ON,
        ARMED
    }

    public DeviceCondition {
        faults = Set.copyOf(faults);
    }

    static DeviceCondition of(SimulatedDevice device, boolean connected, Set<Fault> faults) {
        if (device.behaviour() instanceof ElectricityDevice electricity) {
            Esme esme = electricity.state();
            return new DeviceCondition(connected, esme.terms.prepayment(), supply(esme.supply), faults);
        }
        if (device.behaviour() instanceof GasDevice gas) {
            return new DeviceCondition(connected, gas.gsme().terms.prepayment(), supply(gas.gsme().supply), faults);
        }
        return new DeviceCondition(connected, null, null, faults);
    }

    private static Supply supply(SupplySwitch supply) {
        return Supply.valueOf(supply.state().name());
    }
}
