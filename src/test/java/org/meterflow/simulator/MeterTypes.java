package org.meterflow.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.Shape;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Unsealing;
import org.meterflow.gbcs.Zcl;

/** What an answer is made of, without its values: what two answers to the same command have in common. */
final class MeterTypes {

    private MeterTypes() {}

    /** Strings of any length are {@code oct}, arrays of anything {@code array<…>}; an empty one is {@code array<?>}. */
    static String of(DlmsData data) {
        if (data instanceof DlmsData.Numeric number) {
            return number.type().name().toLowerCase(java.util.Locale.ROOT);
        }
        if (data instanceof DlmsData.Text text) {
            return switch (text.type()) {
                case OCTETS -> "oct";
                case VISIBLE -> "vis";
                case UTF8 -> "utf8";
            };
        }
        if (data instanceof DlmsData.Structure) {
            return data.elements().stream().map(MeterTypes::of).collect(Collectors.joining(",", "{", "}"));
        }
        if (data instanceof DlmsData.Array) {
            return "array<" + (data.elements().isEmpty() ? "?" : of(data.at(0))) + ">";
        }
        if (data instanceof DlmsData.CompactArray compact) {
            return "compact(" + of(compact.shape()) + ")";
        }
        return data instanceof DlmsData.Bool ? "bool" : data instanceof DlmsData.BitString ? "bits" : "null";
    }

    private static String of(Shape shape) {
        if (shape instanceof Shape.Scalar scalar) {
            return switch (scalar.tag()) {
                case 0x05 -> "i32";
                case 0x06 -> "u32";
                case 0x09 -> "oct";
                case 0x12 -> "u16";
                case 0x16 -> "enum";
                default -> "tag%02X".formatted(scalar.tag());
            };
        }
        if (shape instanceof Shape.Fields fields) {
            return fields.fields().stream().map(MeterTypes::of).collect(Collectors.joining(",", "{", "}"));
        }
        Shape.Repeated repeated = (Shape.Repeated) shape;
        return repeated.count() + "×" + of(repeated.element());
    }

    /** Cluster, frame control, command; attributes with their types; default answers with their status. */
    static List<String> of(Gbz gas, Unsealing unsealing, boolean open) {
        List<String> parts = new ArrayList<>();
        for (Gbz.Component component : gas.components()) {
            Octets content =
                    component.isSealed() && open ? Octets.of(unsealing.open(component.content())) : component.content();
            String what = component.isSealed() && !open ? "" : content(component, content);
            parts.add("%s%04X fc=%02X %02X%s"
                    .formatted(
                            component.isSealed() ? "protected " : "",
                            component.cluster(),
                            component.frameControl(),
                            component.command(),
                            what));
        }
        return parts;
    }

    private static String content(Gbz.Component component, Octets content) {
        boolean profileWide = (component.frameControl() & 3) == 0;
        if (component.command() == Zcl.DEFAULT_RESPONSE && profileWide) {
            return " command=%02X status=%02X".formatted(content.at(0), content.at(1));
        }
        if (profileWide) {
            return Zcl.attributes(content).stream()
                    .map(each -> " %04X:%02X".formatted(each.id(), each.type() == null ? 0xFF : each.type()))
                    .collect(Collectors.joining());
        }
        return " " + content.length() + " bytes";
    }

    /** Tags, one inside the other; a sequence of equals is told by its first. */
    static String of(Der der) {
        if (der instanceof Der.Leaf leaf) {
            return "%02X".formatted(leaf.tag());
        }
        return "%02X(%s)"
                .formatted(
                        der.tag(),
                        der.children().stream().map(MeterTypes::of).distinct().collect(Collectors.joining(" ")));
    }
}
