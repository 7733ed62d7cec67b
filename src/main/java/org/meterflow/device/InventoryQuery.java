package org.meterflow.device;

import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;

/** By what one may look into the inventory (DUIS 5.4, ReadInventory). */
public sealed interface InventoryQuery {

    record ByPremises(String uprn) implements InventoryQuery {}

    record ByDevice(Eui64 device) implements InventoryQuery {}

    record ByMeterPoint(Mpxn mpxn) implements InventoryQuery {}

    /** Letter case and spaces do not matter. */
    record ByAddress(String postcode, String addressIdentifier) implements InventoryQuery {}
}
