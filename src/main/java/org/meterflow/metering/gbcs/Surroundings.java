package org.meterflow.metering.gbcs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a command takes from elsewhere than the request: the moment, the DCC's inventory, the DCC's own secrets.
 *
 * @param now what gas messages carry as the number of their event
 * @param otherDeviceType of the device to be joined, as GBCS numbers them: 0 GSME … 6 type 2; null when none is named
 * @param otherDeviceCertificate its key agreement certificate (DER)
 * @param customerIdentificationNumber four digits that the DCC makes
 */
public record Surroundings(
        Instant now,
        ElectricityVariant electricity,
        @Nullable Integer otherDeviceType,
        @Nullable Octets otherDeviceCertificate,
        @Nullable String customerIdentificationNumber) {

    /** How an electricity meter is built; some commands name each element or phase. */
    public enum ElectricityVariant {
        SINGLE,
        TWIN,
        POLYPHASE
    }

    public static Surroundings at(Instant now) {
        return new Surroundings(now, ElectricityVariant.SINGLE, null, null, null);
    }

    public Surroundings withElectricity(ElectricityVariant variant) {
        return new Surroundings(now, variant, otherDeviceType, otherDeviceCertificate, customerIdentificationNumber);
    }
}
