package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** DLMS data under the names of a {@link ValueForm}; what no form describes is shown as it is. */
final class DlmsValue {

    private static final String SCALER = "scaler";

    private DlmsValue() {}

    static NamedValue read(String name, ValueForm form, DlmsData data, DlmsScales scales) {
        if (form.isPrices() && ChargeTable.isOne(data)) {
            return ChargeTable.read(name, form, data, scales);
        }
        if (data instanceof DlmsData.CompactArray array) {
            return list(name, form, array.rows(), scales);
        }
        if (data instanceof DlmsData.Array array) {
            return list(name, form, array.elements(), scales);
        }
        if (data instanceof DlmsData.Structure structure) {
            List<ValueForm> fields =
                    form.fieldsFor(form.fields(), structure.elements().size());
            return NamedValue.group(name, fields(fields, structure.elements(), scales));
        }
        return DlmsScalar.read(name, form, data, scales);
    }

    private static NamedValue list(String name, ValueForm form, List<DlmsData> elements, DlmsScales scales) {
        List<NamedValue> children = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            DlmsData element = elements.get(i);
            String number = String.valueOf(i + 1);
            if (element instanceof DlmsData.Structure row) {
                List<ValueForm> fields =
                        form.fieldsFor(form.rows(), row.elements().size());
                children.add(NamedValue.group(number, fields(fields, row.elements(), scales)));
            } else {
                children.add(read(number, form.each() ? form : ValueForm.UNKNOWN, element, scales));
            }
        }
        return NamedValue.group(name, children);
    }

    /** Where a scaler follows a value, it gives that value its unit and disappears. */
    static List<NamedValue> fields(List<ValueForm> forms, List<DlmsData> elements, DlmsScales scales) {
        List<NamedValue> children = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            ValueForm form = i < forms.size() ? forms.get(i) : ValueForm.UNKNOWN;
            if (form.kind().equals(SCALER) && !children.isEmpty()) {
                NamedValue before = children.remove(children.size() - 1);
                children.add(scaled(before.name(), forms.get(i - 1), elements.get(i - 1), elements.get(i), scales));
            } else {
                String name = form.name().isEmpty() ? String.valueOf(i + 1) : form.name();
                children.add(read(name, form, elements.get(i), scales));
            }
        }
        return children;
    }

    /** Whether this is a power of ten that any register may have, and a unit. */
    static boolean isScaler(DlmsData data) {
        return data instanceof DlmsData.Structure structure
                && structure.elements().size() == 2
                && structure.elements().stream().allMatch(DlmsData.Numeric.class::isInstance)
                && isPowerOfTen(data.at(0).number());
    }

    static boolean isPowerOfTen(long scaler) {
        return scaler >= Byte.MIN_VALUE && scaler <= Byte.MAX_VALUE;
    }

    /** @throws MalformedGbcs when it is no power of ten, such as one whose numbers would have no end */
    static BigDecimal scaled(long number, long scaler) {
        if (!isPowerOfTen(scaler)) {
            throw new MalformedGbcs("%s is no scale of a value".formatted(scaler));
        }
        return BigDecimal.valueOf(number).scaleByPowerOfTen((int) scaler);
    }

    /** @param scalerAndUnit the power of ten, and the unit as IEC 62056-6-2 numbers it */
    static NamedValue scaled(String name, ValueForm form, DlmsData value, DlmsData scalerAndUnit, DlmsScales scales) {
        BigDecimal number = scaled(value.number(), scalerAndUnit.at(0).number());
        return NamedValue.of(
                name, number.toPlainString(), DlmsUnits.of(scalerAndUnit.at(1).number(), form, scales));
    }

    /** What a register's numbers count, as a value of its own. */
    static NamedValue unit(String name, ValueForm form, DlmsData scalerAndUnit, DlmsScales scales) {
        return NamedValue.of(
                name,
                scaled(1, scalerAndUnit.at(0).number()).toPlainString(),
                DlmsUnits.of(scalerAndUnit.at(1).number(), form, scales));
    }
}
