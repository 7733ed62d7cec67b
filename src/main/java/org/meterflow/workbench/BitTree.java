package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData.BitString;
import org.meterflow.gbcs.Octets;

/** Strings of bits as trees: a digit for each, and apart what a sender left in the spare bits of the last byte. */
final class BitTree {

    private static final String VALUE = "value";

    private BitTree() {}

    static void put(BitString bits, ObjectNode node) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 8 * bits.octets().length(); i++) {
            digits.append(bits.octets().at(i / 8) >> 7 - i % 8 & 1);
        }
        String spare = digits.substring(bits.count());
        node.put(VALUE, digits.substring(0, bits.count()));
        if (spare.contains("1")) {
            node.put("spare", spare);
        }
    }

    static BitString read(RequestPath place) {
        String digits = binary(place.at(VALUE));
        String all = digits + binary(place.find("spare"));
        byte[] octets = new byte[(digits.length() + 7) / 8];
        if (all.length() > 8 * octets.length) {
            throw new Refused(place.path() + ".spare has more bits than its last byte");
        }
        for (int i = 0; i < all.length(); i++) {
            octets[i / 8] |= (byte) ((all.charAt(i) - '0') << 7 - i % 8);
        }
        return new BitString(digits.length(), Octets.of(octets));
    }

    private static String binary(@Nullable RequestPath place) {
        if (place == null) {
            return "";
        }
        if (!place.node().isTextual() || !place.text().matches("[01]*")) {
            throw place.expected("a text of 0 and 1");
        }
        return place.text();
    }
}
