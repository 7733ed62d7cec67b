package org.meterflow.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;

/**
 * One entry of the smart metering inventory.
 *
 * @param status null for in-home displays and consumer access devices, which have none
 * @param smetsVersion of the technical specification it follows (SMETS or CHTS)
 * @param esmeVariant of an electricity meter: A, B, ADE …
 * @param hub the communications hub whose network it has joined; null for a hub itself and before joining
 * @param importMpxn the meter point it measures or mirrors
 * @param uprn the premises, at most 12 digits
 */
public record Device(
        Eui64 id,
        DeviceType type,
        @Nullable DeviceStatus status,
        Instant statusSince,
        String manufacturer,
        String model,
        @Nullable String smetsVersion,
        @Nullable String firmwareVersion,
        @Nullable String esmeVariant,
        @Nullable Eui64 hub,
        @Nullable Mpxn importMpxn,
        @Nullable Mpxn exportMpan,
        @Nullable String uprn,
        @Nullable String postcode,
        @Nullable String addressIdentifier,
        @Nullable String cspRegion,
        Generation generation) {

    public Device {
        if (type.hasStatus() == (status == null)) {
            throw new IllegalArgumentException("Device " + id + ": a device of type " + type
                    + (status == null ? " needs a status" : " has no status"));
        }
    }

    public boolean is(DeviceStatus candidate) {
        return status == candidate;
    }

    /** The hub of the network it is part of: itself, when it is one. */
    public @Nullable Eui64 network() {
        return type == DeviceType.CHF ? id : hub;
    }
}
