package org.meterflow.gbcs;

import java.util.Map;

/** The units that registers of electricity meters name by number (IEC 62056-6-2, table of units). */
final class DlmsUnits {

    static final int CURRENCY = 10;

    /** A unit that the table lacks: what it is follows from the register. */
    static final int OTHER = 254;

    static final int NONE = 255;

    private static final Map<Integer, String> ALL = Map.ofEntries(
            Map.entry(1, "years"),
            Map.entry(2, "months"),
            Map.entry(3, "weeks"),
            Map.entry(4, "days"),
            Map.entry(5, "h"),
            Map.entry(6, "min"),
            Map.entry(7, "s"),
            Map.entry(8, "°"),
            Map.entry(9, "°C"),
            Map.entry(13, "m³"),
            Map.entry(14, "m³"),
            Map.entry(15, "m³/h"),
            Map.entry(16, "m³/h"),
            Map.entry(19, "l"),
            Map.entry(20, "kg"),
            Map.entry(23, "Pa"),
            Map.entry(24, "bar"),
            Map.entry(25, "J"),
            Map.entry(26, "J/h"),
            Map.entry(27, "W"),
            Map.entry(28, "VA"),
            Map.entry(29, "var"),
            Map.entry(30, "Wh"),
            Map.entry(31, "VAh"),
            Map.entry(32, "varh"),
            Map.entry(33, "A"),
            Map.entry(34, "C"),
            Map.entry(35, "V"),
            Map.entry(44, "Hz"),
            Map.entry(52, "K"),
            Map.entry(56, "%"),
            Map.entry(70, "dBm"),
            Map.entry(OTHER, ""),
            Map.entry(NONE, ""));

    private DlmsUnits() {}

    /** @param form of the register: where that is a price, another unit than those of the table is one */
    static String of(long number, ValueForm form, DlmsScales scales) {
        if (form.isPrice() && (number == OTHER || number == CURRENCY)) {
            return scales.each(form.priced());
        }
        if (number == CURRENCY) {
            return scales.currency();
        }
        String known = ALL.get((int) number);
        return known == null ? "unit " + number : known;
    }

    /** The unit in words, also where there is none. */
    static String word(long number, ValueForm form, DlmsScales scales) {
        String unit = of(number, form, scales);
        if (!unit.isEmpty()) {
            return unit;
        }
        return number == NONE ? "none" : "other";
    }
}
