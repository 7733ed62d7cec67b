package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The prices of a charge (class 113): a scale, what they are for, and one price for each place of the table. */
final class ChargeTable {

    private static final int FIRST_BLOCK = 0xA0;

    private ChargeTable() {}

    static NamedValue read(String name, DlmsData data) {
        List<NamedValue> prices = new ArrayList<>();
        for (DlmsData entry : data.at(2).elements()) {
            prices.add(price(place(entry.at(0).text()), data, entry));
        }
        return prices.size() == 1 ? prices.get(0).named(name) : NamedValue.group(name, prices);
    }

    /** The place of an entry in the table and its price, one after the other as they stand. */
    static List<NamedValue> places(DlmsData charge, DlmsData entry) {
        return List.of(NamedValue.of("Place", place(entry.at(0).text())), price("Price", charge, entry));
    }

    private static NamedValue price(String name, DlmsData charge, DlmsData entry) {
        BigDecimal price =
                DlmsValue.scaled(entry.at(1).number(), charge.at(0).at(1).number());
        return NamedValue.of(name, price.toPlainString(), "GBP");
    }

    static boolean isOne(DlmsData data) {
        return isStructure(data, 3)
                && isStructure(data.at(0), 2)
                && data.at(0).at(1) instanceof DlmsData.Numeric scale
                && DlmsValue.isPowerOfTen(scale.value())
                && data.at(2) instanceof DlmsData.Array table
                && table.elements().stream().allMatch(ChargeTable::isEntry);
    }

    private static boolean isEntry(DlmsData entry) {
        return isStructure(entry, 2) && entry.at(0) instanceof DlmsData.Text && entry.at(1) instanceof DlmsData.Numeric;
    }

    private static boolean isStructure(DlmsData data, int elements) {
        return data instanceof DlmsData.Structure structure
                && structure.elements().size() == elements;
    }

    private static String place(Octets key) {
        if (key.isEmpty()) {
            return "Price";
        }
        int number = key.at(0);
        return number < FIRST_BLOCK
                ? "Period " + number
                : "Block %s, period %s".formatted((number - FIRST_BLOCK) / 16 + 1, number % 16);
    }
}
