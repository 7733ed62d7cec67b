package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The prices of a charge (class 113): a scale, what they are for, and one price for each place of the table. */
final class ChargeTable {

    private static final int FIRST_BLOCK = 0xA0;
    private static final List<String> PREFIXES = List.of("", "k", "M", "G");

    private ChargeTable() {}

    /** What one price of the table is: a number of this power of ten, in this unit. */
    private record Unit(int power, String unit) {

        NamedValue price(String name, DlmsData entry) {
            BigDecimal price = BigDecimal.valueOf(entry.at(1).number()).scaleByPowerOfTen(power);
            return NamedValue.of(name, price.toPlainString(), unit);
        }
    }

    static NamedValue read(String name, ValueForm form, DlmsData data, DlmsScales scales) {
        Unit unit = unit(form, data, scales);
        List<NamedValue> prices = new ArrayList<>();
        for (DlmsData entry : data.at(2).elements()) {
            prices.add(unit.price(place(entry.at(0).text()), entry));
        }
        return prices.size() == 1 ? prices.get(0).named(name) : NamedValue.group(name, prices);
    }

    /** The place of an entry in the table and its price, one after the other as they stand. */
    static NamedValue places(ValueForm form, DlmsData charge, DlmsData entry, DlmsScales scales) {
        Unit unit = unit(form, charge, scales);
        return NamedValue.group(
                "", List.of(NamedValue.of("Place", place(entry.at(0).text())), unit.price("Price", entry)));
    }

    /** For a time, or for what is charged: of that, a price is for ten to the power that the charge says, in Wh mostly. */
    private static Unit unit(ValueForm form, DlmsData charge, DlmsScales scales) {
        int power = (int) charge.at(0).at(1).number();
        String measure = form.pricedPeriod().isEmpty() ? measure(charge, scales) : "";
        if (measure.isEmpty()) {
            return new Unit(power, scales.each(form.pricedPeriod()));
        }
        int of = (int) charge.at(0).at(0).number();
        int prefix = Math.max(0, Math.min(PREFIXES.size() - 1, Math.floorDiv(of, 3)));
        return new Unit(power + 3 * prefix - of, scales.each(PREFIXES.get(prefix) + measure));
    }

    /** What the charged register counts; empty where nothing is charged, or what is not known. */
    private static String measure(DlmsData charge, DlmsScales scales) {
        if (!isStructure(charge.at(1), 3)
                || !(charge.at(1).at(0) instanceof DlmsData.Numeric classId)
                || !(charge.at(1).at(1) instanceof DlmsData.Text object)
                || object.octets().length() != 6
                || !(charge.at(1).at(2) instanceof DlmsData.Numeric attribute)) {
            return "";
        }
        return ValueForm.attribute((int) classId.value(), new Obis(object.octets()), (int) attribute.value())
                .unit(scales);
    }

    static boolean isOne(DlmsData data) {
        return isStructure(data, 3)
                && isStructure(data.at(0), 2)
                && data.at(0).elements().stream().allMatch(ChargeTable::isPowerOfTen)
                && data.at(2) instanceof DlmsData.Array table
                && table.elements().stream().allMatch(ChargeTable::isEntry);
    }

    private static boolean isPowerOfTen(DlmsData data) {
        return data instanceof DlmsData.Numeric power && DlmsValue.isPowerOfTen(power.value());
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
