package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.MessageCodes;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SupplementaryFields;

/** What stands around a message's payload, as a tree: who, to whom, which use case, how it is sealed. */
final class EnvelopeTree {

    private EnvelopeTree() {}

    static ObjectNode of(GbcsMessage message, String payloadKind) {
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

    /** A message that is still without its payload. */
    static GbcsMessage read(RequestPath envelope) {
        RequestPath dateTime = envelope.find("dateTime");
        RequestPath supplementary = envelope.find("supplementary");
        RequestPath signature = envelope.find("signature");
        RequestPath mac = envelope.find("mac");
        if (mac != null && signature == null) {
            throw new Refused("A message with a MAC is signed, or unsigned with \"\" as its signature; null is for "
                    + "pre-commands");
        }
        return new GbcsMessage(
                kind(envelope.at("cra")),
                envelope.at("originatorCounter").number(64, false),
                envelope.at("originator").eui64(),
                envelope.at("recipient").eui64(),
                dateTime == null ? null : dateTime.octets(),
                envelope.at("messageCode").hexNumber(4),
                supplementary == null ? null : readSupplementary(supplementary),
                Octets.NONE,
                signature == null ? null : signature.octets(),
                mac == null ? null : mac.octets());
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
}
