package org.meterflow.registration;

import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;

/**
 * A place where a network delivers energy, or takes it in.
 *
 * @param agent the metering equipment manager appointed to it, if known
 * @param profile profile class (electricity, 01 to 08) or market segment (gas, D or I)
 * @param area grid supply point group (electricity) or local distribution zone (gas)
 * @param export true where the customer feeds in
 */
public record MeterPoint(
        Mpxn mpxn,
        Mpid network,
        @Nullable Mpid agent,
        String address,
        String postcode,
        @Nullable String uprn,
        Energisation energisation,
        @Nullable String profile,
        @Nullable String area,
        boolean export) {

    /** A home; also where the registration body does not say, since homes are the better protected. */
    public boolean domestic() {
        if (profile == null) {
            return true;
        }
        return mpxn.fuel() == Fuel.GAS ? profile.equals("D") : profile.equals("01") || profile.equals("02");
    }
}
