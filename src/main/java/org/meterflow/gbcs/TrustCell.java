package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;

/** One of the places in a device where a remote party's certificate is kept: whose, for which use (GBCS 13). */
public record TrustCell(RemoteParty party, KeyUse use, boolean prepayment) {

    public static final TrustCell SUPPLIER_SIGNING = new TrustCell(RemoteParty.SUPPLIER, KeyUse.SIGNING, false);
    public static final TrustCell SUPPLIER_AGREEMENT = new TrustCell(RemoteParty.SUPPLIER, KeyUse.AGREEMENT, false);
    public static final TrustCell SUPPLIER_PREPAYMENT = new TrustCell(RemoteParty.SUPPLIER, KeyUse.AGREEMENT, true);

    /** Who is trusted with what, in the numbers of the wire. */
    public enum RemoteParty {
        ROOT,
        RECOVERY,
        SUPPLIER,
        NETWORK_OPERATOR,
        ACCESS_CONTROL_BROKER,
        TRANSITIONAL_COS,
        WAN_PROVIDER,
        ISSUING_AUTHORITY,
        LOAD_CONTROLLER;

        static RemoteParty of(long number) {
            if (number < 0 || number >= values().length) {
                throw new MalformedGbcs(number + " is no remote party's role");
            }
            return values()[(int) number];
        }
    }

    /** What a key is for. */
    public enum KeyUse {
        SIGNING("0780"),
        AGREEMENT("0308"),
        CERTIFICATE_SIGNING("0204");

        private final Octets bits;

        KeyUse(String bits) {
            this.bits = Octets.ofHex(bits);
        }

        Octets bits() {
            return bits;
        }

        static KeyUse of(Octets bits) {
            for (KeyUse use : values()) {
                if (use.bits.equals(bits)) {
                    return use;
                }
            }
            throw new MalformedGbcs(bits + " is no key usage a device keeps a place for");
        }
    }

    static TrustCell read(Der der) {
        KeyUse use = KeyUse.of(der.at(1).value());
        boolean prepayment = der.children().size() > 2 && der.at(2).number() == 1;
        return new TrustCell(RemoteParty.of(der.at(0).number()), use, prepayment);
    }

    Der toDer() {
        return toDer(Der.SEQUENCE);
    }

    Der toDer(int tag) {
        List<Der> parts = new ArrayList<>();
        parts.add(Der.integer(party.ordinal()));
        parts.add(Der.leaf(Der.BIT_STRING, use.bits));
        if (prepayment) {
            parts.add(Der.integer(1));
        }
        return Der.node(tag, parts);
    }
}
