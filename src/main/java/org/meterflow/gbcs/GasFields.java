package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of one command of a gas meter or proxy, under names, in units and words. */
record GasFields(GasUnits units, int cluster, String command) {

    List<NamedValue> of(ZclLayout layout, OctetReader reader) {
        List<NamedValue> fields = new ArrayList<>();
        Map<String, Long> numbers = new HashMap<>();
        for (ZclLayout.Part part : layout.parts()) {
            if (part instanceof ZclLayout.Group group) {
                fields.add(NamedValue.group(GasWords.words(group.name()), rows(group, numbers, reader)));
            } else {
                fields.add(units.field(cluster, command, (ZclLayout.Field) part, reader, numbers));
            }
        }
        return fields;
    }

    private List<NamedValue> rows(ZclLayout.Group group, Map<String, Long> numbers, OctetReader reader) {
        String count = group.count();
        long left = count == null ? Long.MAX_VALUE : numbers.getOrDefault(count, 0L) & group.mask();
        List<NamedValue> rows = new ArrayList<>();
        while (count == null ? reader.remaining() > 0 : left-- > 0) {
            List<NamedValue> fields = of(group.element(), reader);
            String number = String.valueOf(rows.size() + 1);
            rows.add(fields.size() == 1 ? fields.get(0).named(number) : NamedValue.group(number, fields));
        }
        return rows;
    }
}
