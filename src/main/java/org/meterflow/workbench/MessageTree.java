package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.MessageCodes;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SupplementaryFields;

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
        node.set("envelope", envelope(message, payload.path("kind").asText()));
        node.set("payload", payload);
        return node;
    }

    private static ObjectNode envelope(GbcsMessage message, String payloadKind) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("cra", message.kind().name());
        node.put("originatorCounter", Long.toUnsignedString(message.originatorCounter()));
        node.put("originator", message.originator().value());
        node.put("recipient", message.recipient().value());
        node.put("messageCode", "%04X".formatted(message.messageCode()));
        MessageCodes.of(message.messageCode())
                .ifPresent(code -> node.put("useCase", code.useCase()).put("title", code.title()));
        node.put("payloadKind", kindOf(payloadKind));
        Octets dateTime = message.dateTime();
        node.put("dateTime", dateTime == null ? null : dateTime.hex());
        if (dateTime != null) {
            node.put("time", Readable.dateTime(dateTime));
        }
        SupplementaryFields fields = message.supplementary();
        node.set("supplementary", fields == null ? null : supplementary(fields));
        node.put("signature", hex(message.signature()));
        node.put("mac", hex(message.mac()));
        return node;
    }

    private static String kindOf(String payloadKind) {
        return switch (payloadKind) {
            case GbzTree.KIND, GasAlertTree.KIND -> "GBZ";
            case Asn1Tree.KIND -> "ASN1";
            default -> "DLMS";
        };
    }

    private static ObjectNode supplementary(SupplementaryFields fields) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("remoteParty", fields.remoteParty().value());
        node.put("remotePartyCounter", counter(fields.remotePartyCounter()));
        node.put("originatorCounter", counter(fields.originatorCounter()));
        node.put("certificate", hex(fields.certificate()));
        return node;
    }

    private static @Nullable String counter(@Nullable Long counter) {
        return counter == null ? null : Long.toUnsignedString(counter);
    }

    private static @Nullable String hex(@Nullable Octets octets) {
        return octets == null ? null : octets.hex();
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
        RequestPath envelope = decoded.at("envelope");
        RequestPath dateTime = envelope.find("dateTime");
        RequestPath supplementary = envelope.find("supplementary");
        RequestPath signature = envelope.find("signature");
        RequestPath mac = envelope.find("mac");
        if (mac != null && signature == null) {
            throw new Refused("A message with a MAC is signed, or unsigned with \"\" as its signature; null is for "
                    + "pre-commands");
        }
        GbcsMessage message = new GbcsMessage(
                kind(envelope.at("cra")),
                envelope.at("originatorCounter").number(64, false),
                envelope.at("originator").eui64(),
                envelope.at("recipient").eui64(),
                dateTime == null ? null : dateTime.octets(),
                envelope.at("messageCode").hexNumber(4),
                supplementary == null ? null : readSupplementary(supplementary),
                readPayload(decoded.at("payload")),
                signature == null ? null : signature.octets(),
                mac == null ? null : mac.octets());
        return checked(message);
    }

    private static Kind kind(RequestPath place) {
        try {
            return Kind.valueOf(place.text().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw place.expected("COMMAND, RESPONSE or ALERT");
        }
    }

    private static SupplementaryFields readSupplementary(RequestPath place) {
        return new SupplementaryFields(
                place.at("remoteParty").eui64(),
                readCounter(place.find("remotePartyCounter")),
                readCounter(place.find("originatorCounter")),
                place.find("certificate") == null
                        ? null
                        : place.at("certificate").octets());
    }

    private static @Nullable Long readCounter(@Nullable RequestPath place) {
        return place == null ? null : place.number(64, false);
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
