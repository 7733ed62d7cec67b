package org.meterflow.simulator;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;

/** A simulated registration body: it asks for switches over the message API, as the switching service would. */
public final class RegistrationBody {

    private final MarketApi api;

    public RegistrationBody(MarketApi api) {
        this.api = api;
    }

    /** A switch id that has not been used. */
    public static String newSwitchId() {
        return "SW-"
                + Long.toString(ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36 * 36 * 36, Long.MAX_VALUE), 36)
                        .toUpperCase(java.util.Locale.ROOT)
                        .substring(0, 8);
    }

    /**
     * Directs a supplier to supply the customers of one that has failed.
     *
     * @param failed a party's id, as is the successor's
     */
    public MarketApi.Answer direct(String directionId, String failed, String successor, LocalDate effectiveOn) {
        return api.send(
                "supplierOfLastResortDirected",
                directionId,
                Map.of(
                        "directionId", directionId,
                        "failedSupplier", failed,
                        "supplierOfLastResort", successor,
                        "effectiveOn", effectiveOn.toString()));
    }

    public MarketApi.Answer requestSwitch(
            String switchId, Mpxn mpxn, Mpid gaining, LocalDate supplyStartDate, boolean prepayment) {
        return requestSwitch(switchId, mpxn, gaining, supplyStartDate, prepayment, Map.of());
    }

    /** @param more what the message says besides, such as that another fuel is asked for together with this one */
    public MarketApi.Answer requestSwitch(
            String switchId,
            Mpxn mpxn,
            Mpid gaining,
            LocalDate supplyStartDate,
            boolean prepayment,
            Map<String, ?> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("switchId", switchId);
        data.put("mpxn", mpxn.value());
        data.put("gainingSupplier", gaining.value());
        data.put("supplyStartDate", supplyStartDate.toString());
        data.put("consumerType", "DOMESTIC");
        data.put("paymentMode", prepayment ? "PREPAYMENT" : "CREDIT");
        data.putAll(more);
        return api.send("switchRequested", switchId, data);
    }
}
