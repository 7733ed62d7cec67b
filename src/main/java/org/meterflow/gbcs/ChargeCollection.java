package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;

/**
 * Which charge an electricity meter takes from which credit, in which order, and what of it goes on when credit is used
 * up (account object, credit charge configuration).
 */
final class ChargeCollection {

    private static final String IN_FULL = "111";
    private static final String NOT_WHEN_DISABLED = "110";

    /** Credits, by the fifth place of their name. */
    private static final int METER_BALANCE = 0;

    private static final int EMERGENCY_CREDIT = 1;
    private static final int ACCUMULATED_DEBT = 2;

    /** Charges, likewise. */
    private static final int CONSUMPTION = 0;

    private static final int TIME_DEBT_1 = 1;
    private static final int TIME_DEBT_2 = 2;
    private static final int PAYMENT_DEBT = 3;
    private static final int STANDING_CHARGE = 4;
    private static final int SECOND_ELEMENT = 5;

    private final List<DlmsData> pairs = new ArrayList<>();

    private ChargeCollection() {}

    static DlmsData credit(Template.Context context) {
        ChargeCollection collection = new ChargeCollection();
        collection.take(METER_BALANCE, IN_FULL, CONSUMPTION, STANDING_CHARGE);
        if (isTwin(context)) {
            collection.take(METER_BALANCE, IN_FULL, SECOND_ELEMENT);
        }
        return new DlmsData.Array(collection.pairs);
    }

    static DlmsData prepayment(Template.Context context) {
        boolean suspendedWhenDisabled = flag(context, "Prepayment/SuspendDebtDisabled");
        boolean suspendedInEmergency = flag(context, "Prepayment/SuspendDebtEmergency");
        String debts = suspendedWhenDisabled ? NOT_WHEN_DISABLED : IN_FULL;
        ChargeCollection collection = new ChargeCollection();
        collection.take(METER_BALANCE, IN_FULL, CONSUMPTION, STANDING_CHARGE);
        collection.take(METER_BALANCE, debts, TIME_DEBT_1, TIME_DEBT_2);
        collection.take(METER_BALANCE, IN_FULL, PAYMENT_DEBT);
        collection.take(EMERGENCY_CREDIT, IN_FULL, PAYMENT_DEBT, CONSUMPTION, STANDING_CHARGE);
        collection.take(EMERGENCY_CREDIT, debts, TIME_DEBT_1, TIME_DEBT_2);
        if (suspendedInEmergency) {
            collection.take(ACCUMULATED_DEBT, IN_FULL, STANDING_CHARGE, TIME_DEBT_1, TIME_DEBT_2);
        }
        if (isTwin(context)) {
            collection.take(METER_BALANCE, IN_FULL, SECOND_ELEMENT);
            collection.take(EMERGENCY_CREDIT, IN_FULL, SECOND_ELEMENT);
        }
        return new DlmsData.Array(collection.pairs);
    }

    private void take(int credit, String how, int... charges) {
        for (int charge : charges) {
            pairs.add(DlmsData.structure(
                    name("0-0:19.10.%s.255", credit), name("0-0:19.20.%s.255", charge), DlmsForms.bits(how)));
        }
    }

    private static DlmsData name(String pattern, int place) {
        return DlmsData.octets(Obis.of(pattern.formatted(place)).octets());
    }

    private static boolean flag(Template.Context context, String path) {
        return new Expression.Parameter(path).truth(context);
    }

    private static boolean isTwin(Template.Context context) {
        return context.surroundings().electricity() == Surroundings.ElectricityVariant.TWIN;
    }
}
