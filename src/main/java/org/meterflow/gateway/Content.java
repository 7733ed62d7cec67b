package org.meterflow.gateway;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.gateway.schedule.Frequency;
import org.meterflow.gateway.schedule.LogPeriod;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/** What a request says beyond its header, for the variants the platform serves. */
sealed interface Content {

    /** When to act; null for at once. */
    default @Nullable Instant executeAt() {
        return null;
    }

    /** Whether its command can be handed to the user, to take it to the device. */
    default boolean goesByHand() {
        return false;
    }

    /** SRV 8.2: which devices there are; one question out of four. */
    record ReadInventory(Query query) implements Content {

        sealed interface Query {}

        record ByDevice(Eui64 device) implements Query {}

        record ByMeterPoint(String mpxn) implements Query {}

        record ByProperty(String uprn) implements Query {}

        record ByAddress(String postCode, String addressIdentifier) implements Query {}
    }

    /**
     * Something to put to a device: a read, or a command that needs no signature of the user.
     *
     * @param readerCertificate the asking user's key agreement certificate, for a device that does not know the user
     */
    record ForDevice(MeterRequest request, @Nullable Instant executeAt, byte @Nullable [] readerCertificate)
            implements Content {

        @Override
        public boolean goesByHand() {
            return true;
        }
    }

    /**
     * SRV 6.23: the gaining supplier's certificates (DER) in the losing one's places.
     *
     * @param floor the device refuses the new supplier's counters up to here (unsigned 64 bit)
     */
    record ChangeOfSupplier(
            @Nullable Instant executeAt,
            long floor,
            @Nullable Long prepaymentFloor,
            byte[] digitalSigning,
            byte @Nullable [] keyAgreement,
            byte @Nullable [] prepaymentKeyAgreement,
            List<byte[]> certificationPath,
            boolean checkValidityPeriods,
            String importMpxn)
            implements Content {}

    /** Certificates (DER) that are to take places on a device; null where the request has none. */
    record Replacements(
            byte @Nullable [] digitalSigning,
            byte @Nullable [] keyAgreement,
            byte @Nullable [] prepaymentKeyAgreement,
            List<byte[]> certificationPath) {}

    /**
     * SRV 6.21 and 8.5: what the DCC does in its own name, at a user's request, to places that it holds itself.
     *
     * @param role whose places: Supplier or NetworkOperator, and ACB for the broker's own
     */
    record OwnPlaces(
            MeterRequest.OfService request, @Nullable Instant executeAt, String role, Replacements replacements)
            implements Content {}

    /**
     * SRV 5.1: reads of a device that the DCC is to repeat.
     *
     * @param at time of day; null leaves it to the DCC
     * @param element the one that says what is read
     * @param logPeriod null where no log is read
     */
    record CreateSchedule(
            Frequency frequency,
            LocalDate startsOn,
            @Nullable LocalDate endsOn,
            @Nullable LocalTime at,
            byte @Nullable [] readerCertificate,
            String scheduledReference,
            String scheduledVariant,
            Eui64 device,
            String element,
            @Nullable LogPeriod logPeriod)
            implements Content {}

    /** One of the user's schedules, or all of a device. */
    sealed interface WhichSchedules {}

    record OneSchedule(long id) implements WhichSchedules {}

    record SchedulesOfDevice(Eui64 device) implements WhichSchedules {}

    /** SRV 5.2. */
    record ReadSchedule(WhichSchedules which) implements Content {}

    /** SRV 5.3. */
    record DeleteSchedule(WhichSchedules which) implements Content {}

    /**
     * A command as its user signed it, built before by the transform service.
     *
     * @param date beside the command, which carries its own; most users say none
     */
    record SignedPreCommand(Octets command, @Nullable Instant date) implements Content {

        @Override
        public boolean goesByHand() {
            return true;
        }
    }

    /**
     * SRV 8.13: what a device answered to a command for local delivery.
     *
     * @param original the request the command belongs to; null when the answer itself must tell
     */
    record ReturnedAnswer(@Nullable RequestId original, Octets answer) implements Content {}

    /** What the DCC does or says by itself of what is being installed; asked of no device. */
    sealed interface OfInstallation extends Content {

        /** The device it speaks of; null where it speaks of none in the inventory. */
        @Nullable
        Eui64 device();
    }

    /**
     * SRV 12.1: one home by its property's number, or those with a postcode.
     *
     * @param uprn null where a postcode is said
     */
    record RequestCoverage(@Nullable String uprn, @Nullable String postCode) implements OfInstallation {

        @Override
        public @Nullable Eui64 device() {
            return null;
        }
    }

    /**
     * SRV 12.2.
     *
     * @param firmwareVersion null for whatever the product list has
     * @param proxy of a hub: the gas proxy inside it
     */
    record PreNotify(
            Eui64 announced,
            DeviceType type,
            String manufacturer,
            String model,
            @Nullable String specification,
            @Nullable String firmwareVersion,
            @Nullable String variant,
            @Nullable Eui64 proxy)
            implements OfInstallation {

        @Override
        public @Nullable Eui64 device() {
            return null;
        }
    }

    /** SRV 8.3. */
    record Decommission(Eui64 device) implements OfInstallation {}

    /** SRV 8.4: one change of what the inventory says of a device. */
    record UpdateInventory(Eui64 device, Change change) implements OfInstallation {

        sealed interface Change {}

        /** @param hub whether the request means it for a hub */
        record ToStatus(DeviceStatus status, boolean hub) implements Change {}

        record ToMeterPoint(String mpxn) implements Change {}

        record Delete() implements Change {}
    }

    /** SRV 8.14: what became of a hub at a home, or that it comes back. */
    record HubReport(Eui64 device, Kind kind, @Nullable String mpxn) implements OfInstallation {

        enum Kind {
            ON_LINE,
            WITHOUT_COVERAGE,
            RETURNED
        }
    }

    /** A variant in the catalogue that the platform cannot carry out. */
    record NotServed() implements Content {}
}
