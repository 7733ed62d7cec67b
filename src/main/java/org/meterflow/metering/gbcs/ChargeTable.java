package org.meterflow.metering.gbcs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The prices of a charge (class 113): a scale, what they are for, and one price for each place of the table. */
final class ChargeTable {

    private static final int FIRST_BLOCK = 0xA0;

    private ChargeTable() {}

    static NamedValue read(String name, DlmsData data) {
        int scale = (int) data.at(0).at(1).number();
        List<NamedValue> prices = new ArrayList<>();
        for (DlmsData entry : data.at(2).elements()) {
            BigDecimal price = BigDecimal.valueOf(entry.at(1).number()).scaleByPowerOfTen(scale);
            prices.add(NamedValue.of(place(entry.at(0).text()), price.toPlainString(), "GBP"));
        }
        return prices.size() == 1 ? prices.get(0).named(name) : NamedValue.group(name, prices);
    }

    private static String place(Octets key) {
        if (key.isEmpty()) {
            return "Price";
        }
        int number = key.at(0);
        return number < FIRST_BLOCK
                ? "Period " + number
                : "Block %d, period %d".formatted((number - FIRST_BLOCK) / 16 + 1, number % 16);
    }
}
