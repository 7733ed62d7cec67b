package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;

/**
 * A whole message as a tree: the envelope, and the payload in its own form. Nothing of the bytes is kept beside the
 * tree; names and words in it are for reading only.
 */
final class MessageTree {

    private static final int GAS_PAYLOAD = 0x01;

    private MessageTree() {}

    static ObjectNode of(GbcsMessage message) {
        ObjectNode payload = payload(message);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("envelope", EnvelopeTree.of(message, payload.path("kind").asText()));
        node.set("payload", payload);
        return node;
    }

    /** The payload's form shows in its first byte. */
    static ObjectNode payload(GbcsMessage message) {
        Octets payload = message.payload();
        if (payload.isEmpty()) {
            throw new MalformedGbcs("The message has no content");
        }
        return switch (payload.at(0)) {
            case 0xD9 -> DlmsTree.request(payload);
            case 0xDA -> DlmsTree.response(message.messageCode(), payload);
            case 0x0F -> DlmsTree.notification(message.messageCode(), payload);
            case GAS_PAYLOAD -> message.kind() == Kind.ALERT ? GasAlertTree.of(message) : GbzTree.of(message);
            default -> Asn1Tree.of(message);
        };
    }

    /** @throws IllegalArgumentException when the tree is not one a message can be made of, with the place */
    static GbcsMessage read(RequestPath decoded) {
        GbcsMessage envelope = EnvelopeTree.read(decoded.at("envelope"));
        return checked(envelope.withPayload(readPayload(decoded.at("payload"))));
    }

    private static Octets readPayload(RequestPath payload) {
        String kind = payload.at("kind").text();
        return switch (kind) {
            case DlmsTree.REQUEST, DlmsTree.RESPONSE, DlmsTree.NOTIFICATION -> DlmsTree.read(kind, payload);
            case GbzTree.KIND -> GbzTree.read(payload);
            case GasAlertTree.KIND -> GasAlertTree.read(payload);
            case Asn1Tree.KIND -> Asn1Tree.read(payload);
            default ->
                throw payload.at("kind")
                        .expected("access-request, access-response, data-notification, gbz, gbz-alert or asn1");
        };
    }

    /** A tree no message can be made of, such as one longer than any, shows when it is read again. */
    private static GbcsMessage checked(GbcsMessage message) {
        GbcsMessage again;
        try {
            again = GbcsMessage.parse(message.encode());
            payload(again);
        } catch (MalformedGbcs contradiction) {
            throw new Refused(
                    "The tree makes no message that could be read again: " + contradiction.getMessage(), contradiction);
        }
        if (!again.equals(message)) {
            throw new Refused("The tree makes no message that could be read again as the same");
        }
        return message;
    }
}
