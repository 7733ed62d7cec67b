package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.meterflow.gbcs.AlertCodes;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.Octets;

/** Simple ASN.1 values as trees: a number or a text where it is one that can be written back, else its bytes. */
final class Asn1Leaf {

    /** 64 bits without a sign; longer ones, as in certificates, are names rather than numbers. */
    private static final int LONGEST_NUMBER = 9;

    private Asn1Leaf() {}

    static void put(Der der, ObjectNode node) {
        Octets value = der.value();
        String text = isText(der.tag()) ? Readable.printable(value) : null;
        if (isNumber(der.tag()) && value.length() <= LONGEST_NUMBER && isMinimal(value)) {
            BigInteger number = new BigInteger(value.bytes());
            if (number.bitLength() < 54) {
                node.put("number", number.longValue());
            } else {
                node.put("number", number.toString());
            }
            AlertCodes.name(number.intValue())
                    .filter(name -> number.bitLength() == 16)
                    .ifPresent(name -> node.put("alert", name));
        } else if (text != null) {
            node.put("text", text);
        } else {
            node.put("value", value.hex());
        }
    }

    private static boolean isNumber(int tag) {
        return tag == Der.INTEGER || tag == Der.ENUMERATED;
    }

    private static boolean isText(int tag) {
        return tag == Der.GENERALIZED_TIME || tag == Asn1Tree.UTC_TIME || tag == 0x0C || tag == 0x13 || tag == 0x16;
    }

    private static boolean isMinimal(Octets value) {
        return !value.isEmpty()
                && Octets.of(new BigInteger(value.bytes()).toByteArray()).equals(value);
    }

    static Octets read(RequestPath place) {
        RequestPath number = place.find("number");
        if (number != null) {
            return Octets.of(number.number().toByteArray());
        }
        RequestPath text = place.find("text");
        return text == null ? place.at("value").octets() : Octets.of(text.text().getBytes(StandardCharsets.UTF_8));
    }
}
