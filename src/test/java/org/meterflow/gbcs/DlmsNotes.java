package org.meterflow.gbcs;

import java.util.List;
import java.util.stream.Collectors;
import org.meterflow.gbcs.DlmsRequest.Item;

/** A command's items in the shorthand of the format's description: {@code SET 1 0-0:94.44.0.1 2 := u16=900}. */
final class DlmsNotes {

    private DlmsNotes() {}

    static List<String> of(DlmsRequest request) {
        return request.items().stream().map(DlmsNotes::line).toList();
    }

    private static String line(Item item) {
        String verb = switch (item.verb()) {
            case ACTION -> "ACT";
            case SELECT -> "GETSEL";
            default -> item.verb().name();
        };
        String line = "%s %d %s %d".formatted(verb, item.classId(), item.object(), item.member());
        DlmsData selection = item.selection();
        if (selection != null) {
            return line + " selector " + item.selector() + " " + note(selection);
        }
        return item.data() instanceof DlmsData.Null ? line : line + " := " + note(item.data());
    }

    static String note(DlmsData data) {
        if (data instanceof DlmsData.Structure structure) {
            return "{" + notes(structure.elements()) + "}";
        }
        if (data instanceof DlmsData.Array array) {
            return array(array.elements());
        }
        if (data instanceof DlmsData.Bool bool) {
            return "bool=" + bool.octet();
        }
        if (data instanceof DlmsData.BitString bits) {
            return "bits=(%d, '%s')".formatted(bits.count(), bits.octets().hex().toLowerCase());
        }
        if (data instanceof DlmsData.Numeric number) {
            return number.type().name().toLowerCase() + "=" + number.value();
        }
        if (data instanceof DlmsData.Text text) {
            return text(text);
        }
        return "null";
    }

    private static String notes(List<DlmsData> all) {
        return all.stream().map(DlmsNotes::note).collect(Collectors.joining(", "));
    }

    /** Of many elements of one shape the first is shown. */
    private static String array(List<DlmsData> elements) {
        boolean alike = elements.stream().map(DlmsNotes::shape).distinct().count() == 1;
        return elements.size() > 2 && alike
                ? "array[%d] of %s".formatted(elements.size(), note(elements.get(0)))
                : "array[%d]<%s>".formatted(elements.size(), notes(elements));
    }

    private static String shape(DlmsData data) {
        if (data instanceof DlmsData.Structure structure) {
            return structure.elements().stream().map(DlmsNotes::shape).collect(Collectors.joining(",", "{", "}"));
        }
        if (data instanceof DlmsData.Array array) {
            return array.elements().stream().map(DlmsNotes::shape).collect(Collectors.joining(",", "[", "]"));
        }
        if (data instanceof DlmsData.Numeric number) {
            return number.type().name();
        }
        return data.getClass().getSimpleName();
    }

    private static String text(DlmsData.Text text) {
        Octets octets = text.octets();
        String plain = new String(octets.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
        if (text.type() != DlmsType.TextType.OCTETS) {
            return "vis=" + plain;
        }
        if (octets.isEmpty()) {
            return "oct''";
        }
        if (plain.chars().allMatch(letter -> letter >= 0x20 && letter < 0x7F)) {
            return "oct\"" + plain + "\"";
        }
        return octets.length() == 6 && octets.at(5) == 255
                ? "oct6(" + new Obis(octets) + ")"
                : "oct%d:%s".formatted(octets.length(), octets.hex().toLowerCase());
    }
}
