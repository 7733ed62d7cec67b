package org.meterflow.simulator;

import org.meterflow.gbcs.DeviceKind;
import org.meterflow.identifier.Eui64;

/**
 * One device of a fleet: what it is, and in which home.
 *
 * @param hub of its home; itself where it is the hub
 */
public record FleetDevice(Eui64 device, DeviceKind kind, Eui64 hub) {}
