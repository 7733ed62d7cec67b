package org.meterflow.gbcs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked of a device, in words; the use case that asks it depends on the kind of device. */
public sealed interface MeterRequest {

    /**
     * Any other service request that a message puts to a device, as the user sent it.
     *
     * @param variant service reference variant, e.g. {@code 7.4}
     * @param body the element in the request's body with all its parts
     */
    record OfService(String variant, RequestPart body) implements MeterRequest {}

    /**
     * A critical service request in the form its user signed: the command without the broker's MAC (GBCS, signed
     * pre-command).
     *
     * @param variant service reference variant, e.g. {@code 7.2}
     */
    record SignedPreCommand(String variant, Octets command) implements MeterRequest {

        /** @throws MalformedGbcs when it is no message */
        public GbcsMessage message() {
            return GbcsMessage.parse(command.bytes());
        }
    }

    /** SRV 11.2. */
    record ReadFirmwareVersion() implements MeterRequest {}

    /** SRV 4.1.1: the import registers as they stand at this moment. */
    record ReadImportRegisters() implements MeterRequest {}

    /** SRV 4.3: balance, emergency credit and debts. */
    record ReadPrepaymentBalance() implements MeterRequest {}

    /**
     * SRV 4.6.1: the register as it stood at each midnight (UTC) of the period.
     *
     * @param from the first moment of the period
     * @param to the last
     */
    record ReadDailyLog(Instant from, Instant to) implements MeterRequest {

        public ReadDailyLog {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException(
                        "The daily log's period ends (%s) before it begins (%s)".formatted(to, from));
            }
        }
    }

    /** SRV 4.11.1: the active tariff and its prices. */
    record ReadTariff() implements MeterRequest {}

    /**
     * SRV 6.23: the transitional change-of-supplier party puts the gaining supplier's certificates in the losing
     * one's places.
     *
     * @param digitalSigning the gaining supplier's certificate (DER), as are the next two
     * @param certificationPath the issuing authorities' certificates (DER), the last first
     * @param executeAt null for at once
     * @param supplierFloor the gaining supplier's commands must count higher (unsigned 64 bit)
     * @param prepaymentFloor the same for top-ups, where it differs
     * @param checkValidityPeriods whether the device compares the certificates' validity with its clock
     */
    record ReplaceSupplierCredentials(
            Octets digitalSigning,
            Octets keyAgreement,
            Octets prepaymentKeyAgreement,
            List<Octets> certificationPath,
            @Nullable Instant executeAt,
            long supplierFloor,
            @Nullable Long prepaymentFloor,
            boolean checkValidityPeriods)
            implements MeterRequest {

        public ReplaceSupplierCredentials {
            certificationPath = List.copyOf(certificationPath);
        }
    }

    /**
     * SRV 6.23 with no date to come: withdraws a replacement that waits for its date. The certificates are those of
     * the command it withdraws.
     */
    record CancelSupplierCredentials(ReplaceSupplierCredentials replacement) implements MeterRequest {}
}
