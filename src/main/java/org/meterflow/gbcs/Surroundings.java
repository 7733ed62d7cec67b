package org.meterflow.gbcs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a command takes from elsewhere than the request: the moment, the DCC's inventory, the DCC's own secrets.
 *
 * @param now what gas messages carry as the number of their event
 * @param gbcsVersion that the device understands; null where it is not known, which counts as the newest
 * @param otherDeviceType of the device to be joined, as GBCS numbers them: 0 GSME … 6 type 2; null when none is named
 * @param otherDeviceCertificate its key agreement certificate (DER)
 * @param customerIdentificationNumber four digits that the DCC makes
 * @param hubLog of the hub that is replaced
 * @param deviceLog of the gas proxy that is replaced
 */
public record Surroundings(
        Instant now,
        ElectricityVariant electricity,
        Asker asker,
        @Nullable GbcsVersion gbcsVersion,
        @Nullable Integer otherDeviceType,
        @Nullable Octets otherDeviceCertificate,
        @Nullable String customerIdentificationNumber,
        @Nullable HubLog hubLog,
        @Nullable DeviceLog deviceLog) {

    /** How an electricity meter is built; some commands name each element or phase. */
    public enum ElectricityVariant {
        SINGLE,
        TWIN,
        POLYPHASE
    }

    /** As whom the user asks, where that decides what the device is asked. */
    public enum Asker {
        SUPPLIER,
        NETWORK_OPERATOR,
        LOAD_CONTROLLER
    }

    public static Surroundings at(Instant now) {
        return new Surroundings(now, ElectricityVariant.SINGLE, Asker.SUPPLIER, null, null, null, null, null, null);
    }

    public Surroundings withElectricity(ElectricityVariant variant) {
        return new Surroundings(
                now,
                variant,
                asker,
                gbcsVersion,
                otherDeviceType,
                otherDeviceCertificate,
                customerIdentificationNumber,
                hubLog,
                deviceLog);
    }

    public Surroundings askedBy(Asker newAsker) {
        return new Surroundings(
                now,
                electricity,
                newAsker,
                gbcsVersion,
                otherDeviceType,
                otherDeviceCertificate,
                customerIdentificationNumber,
                hubLog,
                deviceLog);
    }

    public Surroundings withGbcsVersion(@Nullable GbcsVersion version) {
        return new Surroundings(
                now,
                electricity,
                asker,
                version,
                otherDeviceType,
                otherDeviceCertificate,
                customerIdentificationNumber,
                hubLog,
                deviceLog);
    }

    public Surroundings withOtherDevice(@Nullable Integer type, @Nullable Octets certificate) {
        return new Surroundings(
                now,
                electricity,
                asker,
                gbcsVersion,
                type,
                certificate,
                customerIdentificationNumber,
                hubLog,
                deviceLog);
    }

    public Surroundings withCustomerIdentificationNumber(@Nullable String number) {
        return new Surroundings(
                now,
                electricity,
                asker,
                gbcsVersion,
                otherDeviceType,
                otherDeviceCertificate,
                number,
                hubLog,
                deviceLog);
    }

    public Surroundings withHubLog(@Nullable HubLog log) {
        return new Surroundings(
                now,
                electricity,
                asker,
                gbcsVersion,
                otherDeviceType,
                otherDeviceCertificate,
                customerIdentificationNumber,
                log,
                deviceLog);
    }

    public Surroundings withDeviceLog(@Nullable DeviceLog log) {
        return new Surroundings(
                now,
                electricity,
                asker,
                gbcsVersion,
                otherDeviceType,
                otherDeviceCertificate,
                customerIdentificationNumber,
                hubLog,
                log);
    }
}
