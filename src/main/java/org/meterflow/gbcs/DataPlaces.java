package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;

/** Names, readings and units beside a value of an electricity meter or hub, in the very nesting of its data. */
final class DataPlaces {

    private static final String SCALER = "scaler";

    private DataPlaces() {}

    static NamedValue of(String name, ValueForm form, DlmsData data, DlmsScales scales) {
        if (form.isPrices()) {
            return prices(name, form, data, scales);
        }
        if (data instanceof DlmsData.Structure structure) {
            List<ValueForm> fields =
                    form.fieldsFor(form.fields(), structure.elements().size());
            return NamedValue.group(name, fields(fields, structure.elements(), scales));
        }
        if (data instanceof DlmsData.Array || data instanceof DlmsData.CompactArray) {
            return NamedValue.group(
                    name,
                    elements(data).stream()
                            .map(element -> element(form, element, scales))
                            .toList());
        }
        return DlmsScalar.read(name, form, data, scales);
    }

    private static NamedValue element(ValueForm form, DlmsData element, DlmsScales scales) {
        if (element instanceof DlmsData.Structure row) {
            return NamedValue.group(
                    "", fields(form.fieldsFor(form.rows(), row.elements().size()), row.elements(), scales));
        }
        return of("", form.each() ? form : ValueForm.UNKNOWN, element, scales);
    }

    static List<DlmsData> elements(DlmsData data) {
        if (data instanceof DlmsData.CompactArray compact) {
            return compact.rows();
        }
        return data instanceof DlmsData.Array || data instanceof DlmsData.Structure ? data.elements() : List.of();
    }

    /** A scaler that follows a value says what that value is worth. */
    static List<NamedValue> fields(List<ValueForm> forms, List<DlmsData> elements, DlmsScales scales) {
        List<NamedValue> named = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            ValueForm form = i < forms.size() ? forms.get(i) : ValueForm.UNKNOWN;
            DlmsData data = elements.get(i);
            if (form.kind().equals(SCALER)
                    && i > 0
                    && DlmsValue.isScaler(data)
                    && elements.get(i - 1) instanceof DlmsData.Numeric) {
                ValueForm before = forms.get(i - 1);
                named.set(i - 1, DlmsValue.scaled(named.get(i - 1).name(), before, elements.get(i - 1), data, scales));
                named.add(scaler(form.name(), before, data, scales));
            } else {
                named.add(of(form.name(), form, data, scales));
            }
        }
        return named;
    }

    /** A power of ten and a unit, or whatever stands in their place. */
    static NamedValue scaler(String name, ValueForm value, DlmsData data, DlmsScales scales) {
        if (!DlmsValue.isScaler(data)) {
            return of(name, ValueForm.UNKNOWN, data, scales);
        }
        NamedValue unit = DlmsValue.unit(name, value, data, scales);
        return new NamedValue(
                name,
                unit.value(),
                unit.unit(),
                List.of(
                        NamedValue.of("Power of ten", String.valueOf(data.at(0).number())),
                        NamedValue.of("Unit", DlmsUnits.word(data.at(1).number(), value, scales))));
    }

    /** The parts of a charge (class 113) as they stand: its scales, what it is for, the table of prices. */
    private static NamedValue prices(String name, ValueForm form, DlmsData data, DlmsScales scales) {
        NamedValue charge = of(name, ValueForm.under("charge"), data, scales);
        if (!ChargeTable.isOne(data)) {
            return charge;
        }
        List<NamedValue> table = data.at(2).elements().stream()
                .map(entry -> ChargeTable.places(form, data, entry, scales))
                .toList();
        List<NamedValue> parts = new ArrayList<>(charge.children());
        parts.set(2, NamedValue.group(parts.get(2).name(), table));
        return NamedValue.group(name, parts);
    }
}
