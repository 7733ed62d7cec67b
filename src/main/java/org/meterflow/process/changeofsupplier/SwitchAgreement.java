package org.meterflow.process.changeofsupplier;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;

/**
 * What is agreed in the market: who passes what to whom, and when.
 *
 * @param losing who supplies when the switch is requested; null while that is not known
 * @param prepayment what the request says; the meter may know better
 * @param gateClosesAt until when it may be withdrawn or annulled: 17:00 London the day before supply starts
 * @param supplyStartsAt 00:00 London of the supply start date
 */
record SwitchAgreement(
        String switchId,
        Mpxn mpxn,
        Mpid gaining,
        @Nullable Mpid losing,
        LocalDate supplyStartDate,
        boolean domestic,
        boolean prepayment,
        Instant requestedAt,
        String requestedBy,
        @Nullable Instant windowEndsAt,
        Instant gateClosesAt,
        Instant supplyStartsAt) {}
