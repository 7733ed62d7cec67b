package org.meterflow.gateway;

import java.util.Set;
import org.meterflow.identifier.Eui64;

/**
 * Who is to hold places on a device.
 *
 * @param parties any of them may be the one
 * @param role remote party role that its certificates have (GBCS)
 * @param title the role in words
 * @param signs whether it needs a certificate to sign with; one to agree on keys everybody needs
 */
record NewHolder(Set<Eui64> parties, int role, String title, boolean signs, boolean takesTopUps) {

    private static final int SUPPLIER = 2;
    private static final int NETWORK_OPERATOR = 3;
    private static final int ACCESS_CONTROL_BROKER = 4;

    static NewHolder supplier(Eui64 party) {
        return new NewHolder(Set.of(party), SUPPLIER, "a supplier", true, true);
    }

    static NewHolder networkOperator(Eui64 party) {
        return new NewHolder(Set.of(party), NETWORK_OPERATOR, "a network operator", true, false);
    }

    /** A broker signs nothing for devices. */
    static NewHolder broker(Set<Eui64> parties) {
        return new NewHolder(parties, ACCESS_CONTROL_BROKER, "an access control broker", false, false);
    }
}
