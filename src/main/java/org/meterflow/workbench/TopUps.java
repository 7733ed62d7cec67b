package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Utrn;
import org.meterflow.gbcs.Utrn.ValueClass;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.workbench.Keys.Pair;
import org.meterflow.workbench.Keys.Use;

/** Makes top-up tokens and checks them: always their form, and who made them when it is said who should have. */
final class TopUps {

    private final GbcsCrypto crypto;

    TopUps(GbcsCrypto crypto) {
        this.crypto = crypto;
    }

    void make(Ask ask, ObjectNode answer) {
        RequestId id = id(ask);
        Pair pair = pair(ask, id);
        if (pair == null) {
            throw new Refused("The keystore holds no prepayment key of %s with a certificate of %s, nor the reverse"
                    .formatted(id.originator(), id.target()));
        }
        ValueClass valueClass = valueClass(ask.at("valueClass"));
        int value = ask.at("value").number(0, 8_191);
        answer.put(
                "utrn",
                Utrn.make(crypto, id, valueClass, value, pair.own(), pair.other())
                        .digits());
    }

    private static RequestId id(Ask ask) {
        Eui64 originator = ask.at("originator").eui64();
        return new RequestId(
                originator, ask.at("target").eui64(), ask.at("counter").number(64, false));
    }

    private static @Nullable Pair pair(Ask ask, RequestId id) {
        return ask.keys().pair(id.originator(), Use.PREPAYMENT, id.target(), Use.AGREEMENT);
    }

    private static ValueClass valueClass(RequestPath place) {
        try {
            return ValueClass.valueOf(place.text().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw place.expected("PENCE or POUNDS");
        }
    }

    void check(Ask ask, ObjectNode answer) {
        String digits = ask.at("utrn").text();
        Utrn utrn;
        try {
            utrn = Utrn.of(digits);
        } catch (MalformedGbcs noToken) {
            answer.put("valid", false).put("reason", noToken.getMessage());
            return;
        }
        String mac = mac(ask, utrn);
        answer.put("valid", !mac.equals("invalid")).put("mac", mac);
        answer.put("value", utrn.value()).put("valueClass", utrn.valueClass().name());
        answer.put("counterBits", utrn.counterBits());
        if (mac.equals("invalid")) {
            answer.put("reason", "The token was not made by this supplier for this meter under this counter");
        }
    }

    /** Unknown unless supplier, meter and counter are named and their keys are there. */
    private String mac(Ask ask, Utrn utrn) {
        if (ask.find("originator") == null || ask.find("target") == null || ask.find("counter") == null) {
            return Checks.Outcome.UNKNOWN.word();
        }
        RequestId id = id(ask);
        Pair pair = pair(ask, id);
        return (pair == null
                        ? Checks.Outcome.UNKNOWN
                        : Checks.Outcome.of(utrn.isMadeFor(crypto, id, pair.own(), pair.other())))
                .word();
    }
}
