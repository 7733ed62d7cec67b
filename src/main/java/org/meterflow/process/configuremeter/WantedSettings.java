package org.meterflow.process.configuremeter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Fuel;
import org.meterflow.process.placed.PlacedCall;

/**
 * What a supplier wants of a meter, as it stands at the box.
 *
 * @param standingCharge pounds a day
 * @param unitPrice pounds for a kilowatt hour
 * @param nightPrice the same at night; null when there is one price all day
 * @param billingDay of each month
 * @param emergencyCredit pounds; null for what is usual
 * @param readings daily, weekly, monthly or none
 */
record WantedSettings(
        boolean prepayment,
        BigDecimal standingCharge,
        BigDecimal unitPrice,
        @Nullable BigDecimal nightPrice,
        int billingDay,
        String supplierName,
        String supplierTelephone,
        @Nullable BigDecimal emergencyCredit,
        String readings) {

    static final String PAYMENT_MODE = "paymentMode";
    static final String STANDING_CHARGE = "standingCharge";
    static final String UNIT_PRICE = "unitPrice";
    static final String NIGHT_PRICE = "nightPrice";
    static final String BILLING_DAY = "billingDay";
    static final String SUPPLIER_NAME = "supplierName";
    static final String SUPPLIER_TELEPHONE = "supplierTelephone";
    static final String EMERGENCY_CREDIT = "emergencyCredit";
    static final String READINGS = "readings";

    private static final BigDecimal DEAREST_DAY = new BigDecimal("3.2767");
    private static final BigDecimal DEAREST_UNIT = new BigDecimal("3.2767");
    private static final int PRICE_DECIMALS = 5;
    private static final int CHARGE_DECIMALS = 4;
    private static final int LAST_BILLING_DAY = 28;
    private static final int LONGEST_NAME = 15;
    private static final int LONGEST_NUMBER = 18;
    private static final int DAYS_A_WEEK = 7;
    private static final int DAYS_A_MONTH = 31;
    private static final BigDecimal MOST_CREDIT = new BigDecimal("100");

    /** @return what cannot be set so, a sentence each; empty when all of it can */
    static List<String> wrong(PlacedCall call, Fuel fuel) {
        List<String> wrong = new ArrayList<>();
        amount(call, STANDING_CHARGE, "The standing charge", DEAREST_DAY, CHARGE_DECIMALS, wrong);
        amount(call, UNIT_PRICE, "The unit price", DEAREST_UNIT, PRICE_DECIMALS, wrong);
        if (!call.said(NIGHT_PRICE).isEmpty()) {
            amount(call, NIGHT_PRICE, "The night price", DEAREST_UNIT, PRICE_DECIMALS, wrong);
            if (fuel == Fuel.GAS) {
                wrong.add("Gas has no night price");
            }
        }
        if (!call.said(EMERGENCY_CREDIT).isEmpty()) {
            amount(call, EMERGENCY_CREDIT, "The emergency credit", MOST_CREDIT, 2, wrong);
        }
        int day = call.said(BILLING_DAY).matches("\\d{1,2}") ? Integer.parseInt(call.said(BILLING_DAY)) : 0;
        if (day < 1 || day > LAST_BILLING_DAY) {
            wrong.add("The billing day is one from 1 to " + LAST_BILLING_DAY);
        }
        length(call, SUPPLIER_NAME, "The supplier’s name", LONGEST_NAME, wrong);
        length(call, SUPPLIER_TELEPHONE, "The telephone number", LONGEST_NUMBER, wrong);
        return wrong;
    }

    private static void amount(
            PlacedCall call, String property, String what, BigDecimal most, int decimals, List<String> wrong) {
        BigDecimal amount = number(call, property);
        if (amount == null || amount.signum() < 0 || amount.compareTo(most) > 0) {
            wrong.add("%s is from 0 to %s pounds".formatted(what, most.toPlainString()));
        } else if (amount.stripTrailingZeros().scale() > decimals) {
            wrong.add("%s has at most %s decimals".formatted(what, decimals));
        }
    }

    private static void length(PlacedCall call, String property, String what, int longest, List<String> wrong) {
        int length = call.said(property).length();
        if (length == 0 || length > longest) {
            wrong.add("%s has from 1 to %s characters".formatted(what, longest));
        }
    }

    private static @Nullable BigDecimal number(PlacedCall call, String property) {
        try {
            return call.said(property).isEmpty() ? null : new BigDecimal(call.said(property));
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** Of settings with nothing wrong. */
    static WantedSettings of(PlacedCall call) {
        return new WantedSettings(
                call.said(PAYMENT_MODE).equals("prepayment"),
                new BigDecimal(call.said(STANDING_CHARGE)),
                new BigDecimal(call.said(UNIT_PRICE)),
                number(call, NIGHT_PRICE),
                Integer.parseInt(call.said(BILLING_DAY)),
                call.said(SUPPLIER_NAME),
                call.said(SUPPLIER_TELEPHONE),
                number(call, EMERGENCY_CREDIT),
                call.said(READINGS).toLowerCase(Locale.UK));
    }

    boolean wantsReadings() {
        return daysRead() > 0;
    }

    /** As DUIS has it. */
    String frequency() {
        return readings.substring(0, 1).toUpperCase(Locale.UK) + readings.substring(1);
    }

    /** Over how many days a reading goes; 0 where none is wanted. */
    int daysRead() {
        return switch (readings) {
            case "daily" -> 1;
            case "weekly" -> DAYS_A_WEEK;
            case "monthly" -> DAYS_A_MONTH;
            default -> 0;
        };
    }
}
