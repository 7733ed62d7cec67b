package org.meterflow.gbcs;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.meterflow.gbcs.Gbz.Component;

/** Gas and ASN.1 payloads as the format's description writes them down. */
final class GasNotes {

    private GasNotes() {}

    static List<String> of(Octets payload) {
        return payload.at(0) == 0x01
                ? Gbz.parse(payload).components().stream().map(GasNotes::of).toList()
                : List.of(of(Der.parse(payload)));
    }

    private static String of(Component component) {
        Long from = component.from();
        String start = (from == null ? "" : "from=%08X ".formatted(from))
                + "%04X fc=%02X ".formatted(component.cluster(), component.frameControl());
        if ((component.frameControl() & 3) == 0 && component.command() == Zcl.READ_ATTRIBUTES) {
            return start
                    + "ReadAttributes "
                    + Zcl.attributeIds(component.content()).stream()
                            .map("%04X"::formatted)
                            .collect(Collectors.joining(" "));
        }
        return start
                + Clusters.command(component.cluster(), component.frameControl(), component.command())
                        .orElseThrow()
                        .name()
                + " (%02X) ".formatted(component.command())
                + component.content().hex().toLowerCase(Locale.ROOT);
    }

    private static String of(Der der) {
        if (isCertificate(der)) {
            return "<Certificate>";
        }
        String tag = "%02X".formatted(der.tag());
        return der instanceof Der.Node node
                ? tag + node.children().stream().map(GasNotes::of).collect(Collectors.joining(" ", "(", ")"))
                : tag + ":" + der.value().hex().toLowerCase(Locale.ROOT);
    }

    static boolean isCertificate(Der der) {
        return der instanceof Der.Node node
                && node.children().size() == 3
                && node.children().get(0) instanceof Der.Node body
                && !body.children().isEmpty()
                && body.children().get(0).tag() == 0xA0;
    }
}
