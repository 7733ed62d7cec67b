package org.meterflow.outage;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param area what belongs together: homes of one postcode district, or of one network operator's area
 * @param threshold more homes than this without supply, within {@code window}, are an outage
 * @param grewEvery an outage that grows is told of once in this time at most
 * @param restoredShare an outage is over when this share of its homes has supply again; the others count as single
 *     homes without supply
 * @param restoredAlerts alert codes by which a meter says that supply is back
 */
@ConfigurationProperties("meterflow.outages")
record OutageSettings(
        @DefaultValue("POSTCODE_DISTRICT") Area area,
        @DefaultValue("20") int threshold,
        @DefaultValue("5m") Duration window,
        @DefaultValue("1m") Duration grewEvery,
        @DefaultValue("0.95") double restoredShare,
        @DefaultValue({"8F35", "8F36"}) Set<String> restoredAlerts) {

    enum Area {
        /** the first half of the postcode */
        POSTCODE_DISTRICT,
        /** the network operator's name in the market, with its grid supply point group */
        NETWORK
    }
}
