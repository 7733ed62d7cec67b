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
 * @param dateChosen whether the consumer wanted this date, so that nobody is late who keeps it
 * @param dualFuelGroup under which both fuels of a home were asked for together; null of a switch by itself
 * @param returns the switch whose meter point goes back, as both suppliers have agreed; null of any other switch
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
        Instant supplyStartsAt,
        boolean dateChosen,
        @Nullable String dualFuelGroup,
        @Nullable String returns) {

    /** The way back from an erroneous transfer: agreed already, so there is no standstill and nobody objects. */
    boolean isReturn() {
        return returns != null;
    }
}
