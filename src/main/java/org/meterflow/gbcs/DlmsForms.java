package org.meterflow.gbcs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.meterflow.gbcs.DlmsType.NumericType;

/** Forms of the catalogue as DLMS data. */
final class DlmsForms {

    private DlmsForms() {}

    static DlmsData data(Form form, Template.Context context) {
        List<Form.Placed> placed = Form.placed(List.of(form), context);
        if (placed.size() != 1) {
            throw new MissingParameter("A value came out %s times".formatted(placed.size()));
        }
        return one(placed.get(0));
    }

    private static DlmsData one(Form.Placed placed) {
        Form form = placed.form();
        Template.Context context = placed.context();
        if (form instanceof Form.Group group) {
            return new DlmsData.Structure(all(group.fields(), context));
        }
        if (form instanceof Form.Row row) {
            return new DlmsData.Array(all(row.elements(), context));
        }
        if (form instanceof Form.Typed typed) {
            return typed(typed, context);
        }
        if (form instanceof Form.Built built) {
            return Builders.data(built.name()).build(context);
        }
        return DlmsData.NULL;
    }

    private static List<DlmsData> all(List<Form> forms, Template.Context context) {
        return Form.placed(forms, context).stream().map(DlmsForms::one).toList();
    }

    private static DlmsData typed(Form.Typed typed, Template.Context context) {
        try {
            return unnamed(typed, context);
        } catch (MissingParameter wrong) {
            String source = typed.value().source();
            String element = source.equals(".") ? context.here().name() : source;
            throw element.isEmpty() ? wrong : wrong.about(element);
        }
    }

    private static DlmsData unnamed(Form.Typed typed, Template.Context context) {
        Expression value = typed.value();
        return switch (typed.type()) {
            case "bool" -> DlmsData.bool(value.truth(context));
            case "oct" -> DlmsData.octets(value.octets(context));
            case "visible" -> new DlmsData.Text(DlmsType.TextType.VISIBLE, value.octets(context));
            case "utf8" -> new DlmsData.Text(DlmsType.TextType.UTF8, value.octets(context));
            case "bits" -> bits(value.octets(context));
            default -> numeric(typed.type(), value.number(context));
        };
    }

    static DlmsData bits(String zerosAndOnes) {
        return bits(Octets.owning(zerosAndOnes.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Bits are written as text of noughts and ones in rows, or as whole bytes. */
    private static DlmsData bits(Octets value) {
        for (byte octet : value.shared()) {
            if (octet != '0' && octet != '1') {
                return new DlmsData.BitString(8 * value.length(), value);
            }
        }
        byte[] packed = new byte[(value.length() + 7) / 8];
        for (int i = 0; i < value.length(); i++) {
            if (value.at(i) == '1') {
                packed[i / 8] |= (byte) (0x80 >> i % 8);
            }
        }
        return new DlmsData.BitString(value.length(), Octets.owning(packed));
    }

    private static DlmsData numeric(String type, long value) {
        NumericType numeric = NumericType.valueOf(type.toUpperCase(Locale.ROOT));
        if (!numeric.fits(value)) {
            throw new MissingParameter("%s does not fit into %s".formatted(value, type));
        }
        return new DlmsData.Numeric(numeric, value);
    }
}
