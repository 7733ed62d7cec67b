package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.Array;
import org.meterflow.gbcs.DlmsData.Structure;
import org.meterflow.gbcs.DlmsData.Text;
import org.meterflow.gbcs.DlmsNotification;
import org.meterflow.gbcs.DlmsPlaces;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.GbzAlert;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SealingContext;
import org.meterflow.gbcs.Unsealing;
import org.meterflow.workbench.Keys.Pair;
import org.meterflow.workbench.Keys.Use;

/** Opens the sealed parts of a message, in their order, with the reader's key or the device's. */
final class Opening {

    private static final String SEALED = "3100000000";
    private static final int SHORTEST = 5 + 12;

    private final GbcsCrypto crypto;

    Opening(GbcsCrypto crypto) {
        this.crypto = crypto;
    }

    /** @param component the gas component it stands in; null in a message of another form */
    private record Part(Octets sealed, @Nullable Component component) {}

    void decrypt(Ask ask, ObjectNode answer) {
        GbcsMessage message = ask.message();
        List<Part> parts = parts(message);
        ArrayNode plaintexts = answer.putArray("plaintexts");
        ArrayNode decoded = answer.putArray("decoded");
        if (parts.isEmpty()) {
            return;
        }
        Unsealing unsealing = unsealing(message, ask.keys());
        List<Octets> opened = parts.stream()
                .map(part -> Octets.of(unsealing.open(part.sealed)))
                .toList();
        List<Component> components = components(message, parts, opened);
        for (int i = 0; i < opened.size(); i++) {
            plaintexts.add(opened.get(i).hex());
            decoded.add(tree(message, components, parts.get(i), opened.get(i)));
        }
    }

    /** All of a gas message, opened: one part may say how the numbers of another are to be read. */
    private static List<Component> components(GbcsMessage message, List<Part> parts, List<Octets> opened) {
        if (parts.get(0).component == null) {
            return List.of();
        }
        Iterator<Octets> plain = opened.iterator();
        return components(message).stream()
                .map(component -> component.isSealed() ? component.opened(plain.next()) : component)
                .toList();
    }

    private Unsealing unsealing(GbcsMessage message, Keys keys) {
        SealingContext context = SealingContext.of(message);
        Pair pair = keys.pair(context.recipient(), Use.AGREEMENT, context.originator(), Use.AGREEMENT);
        if (pair == null) {
            throw new Refused("The keystore holds no key agreement key of %s with a certificate of %s, nor the reverse"
                    .formatted(context.recipient(), context.originator()));
        }
        return Unsealing.of(crypto, message, pair.own(), pair.other());
    }

    private static List<Part> parts(GbcsMessage message) {
        List<Part> parts = new ArrayList<>();
        Octets payload = message.payload();
        switch (payload.isEmpty() ? -1 : payload.at(0)) {
            case 0xDA -> {
                for (Result result : DlmsResponse.parse(payload).results()) {
                    collect(result.data(), parts);
                }
            }
            case 0x0F -> collect(DlmsNotification.parse(payload).content(), parts);
            case 0x01 ->
                components(message).stream()
                        .filter(Component::isSealed)
                        .forEach(component -> parts.add(new Part(component.content(), component)));
            default -> MessageTree.payload(message);
        }
        return parts;
    }

    private static List<Component> components(GbcsMessage message) {
        if (message.kind() != Kind.ALERT) {
            return Gbz.parse(message.payload()).components();
        }
        Octets content = GbzAlert.parse(message.payload()).content();
        try {
            return content == null ? List.of() : List.of(GbzAlert.component(content));
        } catch (MalformedGbcs anotherForm) {
            return List.of();
        }
    }

    private static void collect(DlmsData data, List<Part> parts) {
        if (data instanceof Array || data instanceof Structure) {
            data.elements().forEach(element -> collect(element, parts));
        } else if (data instanceof Text text
                && text.octets().length() >= SHORTEST
                && text.octets().hex().startsWith(SEALED)) {
            parts.add(new Part(text.octets(), null));
        }
    }

    private static ObjectNode tree(GbcsMessage message, List<Component> all, Part part, Octets plain) {
        Component component = part.component;
        try {
            if (component != null) {
                return ComponentTree.of(all, component.opened(plain));
            }
            DlmsData values = DlmsData.parse(plain);
            return DataTree.of(values, DlmsPlaces.ofOpened(message, values));
        } catch (MalformedGbcs anotherForm) {
            return JsonNodeFactory.instance.objectNode().put("hex", plain.hex());
        }
    }
}
