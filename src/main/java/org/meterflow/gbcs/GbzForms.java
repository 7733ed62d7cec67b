package org.meterflow.gbcs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Forms of the catalogue as the fields of a gas command: one after the other, lowest byte first. */
final class GbzForms {

    private static final Pattern NUMBER = Pattern.compile("([ui])(\\d+)");

    /** A length of FF says that there is no text. */
    private static final int LONGEST = 0xFE;

    private GbzForms() {}

    static Octets fields(List<Form> forms, Template.Context context) {
        OctetWriter writer = new OctetWriter();
        Form.placed(forms, context).forEach(placed -> write(placed, writer));
        return writer.toOctets();
    }

    private static void write(Form.Placed placed, OctetWriter writer) {
        Form form = placed.form();
        if (form instanceof Form.Group group) {
            writer.put(fields(group.fields(), placed.context()));
        } else if (form instanceof Form.Row row) {
            writer.put(fields(row.elements(), placed.context()));
        } else if (form instanceof Form.Typed typed) {
            write(typed, placed.context(), writer);
        } else {
            throw new IllegalArgumentException("A gas command has no field of the form " + form);
        }
    }

    private static void write(Form.Typed typed, Template.Context context, OctetWriter writer) {
        switch (typed.type()) {
            case "oct" -> writer.put(typed.value().octets(context));
            case "string" -> {
                Octets text = typed.value().octets(context);
                if (text.length() > LONGEST) {
                    throw new MissingParameter(
                            "A text of %s characters does not fit into a gas message".formatted(text.length()));
                }
                writer.u8(text.length()).put(text);
            }
            default -> number(typed, context, writer);
        }
    }

    private static void number(Form.Typed typed, Template.Context context, OctetWriter writer) {
        Matcher shape = NUMBER.matcher(typed.type());
        if (!shape.matches()) {
            throw new IllegalArgumentException("A gas command has no field of type " + typed.type());
        }
        int bits = Integer.parseInt(shape.group(2));
        boolean signed = shape.group(1).equals("i");
        long value = typed.value().number(context);
        long above = bits == 64 ? Long.MAX_VALUE : 1L << bits - (signed ? 1 : 0);
        if (bits < 64 && (value >= above || value < (signed ? -above : 0))) {
            throw new MissingParameter("%s does not fit into %s".formatted(value, typed.type()));
        }
        writer.littleEndian(value, bits / 8);
    }
}
