package org.meterflow.gbcs;

import java.time.Instant;
import java.util.List;

/** Forms of the catalogue as ASN.1 values. */
final class DerForms {

    private DerForms() {}

    static Der value(Form form, Template.Context context) {
        return one(Form.placed(List.of(form), context).get(0));
    }

    private static Der one(Form.Placed placed) {
        Form form = placed.form();
        Template.Context context = placed.context();
        if (form instanceof Form.Group group) {
            return Der.sequence(all(group.fields(), context));
        }
        if (form instanceof Form.Row row) {
            return Der.sequence(all(row.elements(), context));
        }
        if (form instanceof Form.Tagged tagged) {
            return value(tagged.form(), context).tagged(tagged.tag());
        }
        if (form instanceof Form.Typed typed) {
            return typed(typed, context);
        }
        if (form instanceof Form.Built built) {
            return Builders.der(built.name()).build(context);
        }
        return Der.leaf(Der.NULL, Octets.NONE);
    }

    private static List<Der> all(List<Form> forms, Template.Context context) {
        return Form.placed(forms, context).stream().map(DerForms::one).toList();
    }

    private static Instant time(Instant time) {
        return Dates.isNever(time) ? DerTime.NEVER : time;
    }

    private static Der typed(Form.Typed typed, Template.Context context) {
        Expression value = typed.value();
        return switch (typed.type()) {
            case "int" -> Der.integer(value.number(context));
            case "enum" -> Der.unsigned(Der.ENUMERATED, value.number(context));
            case "oct" -> Der.leaf(Der.OCTET_STRING, value.octets(context));
            case "bits" -> Der.leaf(Der.BIT_STRING, value.octets(context));
            case "time" -> DerTime.encode(time(Dates.instant(value.text(context))));
            case "der" -> Der.parse(value.octets(context));
            default -> throw new IllegalArgumentException("ASN.1 has no value of type " + typed.type());
        };
    }
}
