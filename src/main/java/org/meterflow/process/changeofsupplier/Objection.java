package org.meterflow.process.changeofsupplier;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a losing supplier objects, as its message {@code objectionRaised} says.
 *
 * @param ground DEBT, CONTRACT, ERRONEOUS_TRANSFER, RELATED_METER_POINT or CONSUMER_REQUEST
 * @param debt pounds
 * @param debtAgeDays since the oldest unpaid charge was due
 * @param vulnerable whether the consumer is known to be
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Objection(
        String ground,
        @Nullable BigDecimal debt,
        @Nullable Integer debtAgeDays,
        @Nullable Boolean vulnerable,
        @Nullable String evidence) {

    boolean forDebt() {
        return ground.equals("DEBT");
    }

    /** What was said, and no word of what was not. */
    String words() {
        List<String> said = new ArrayList<>(List.of(ground));
        if (debt != null) {
            said.add("debt £" + debt.toPlainString());
        }
        if (debtAgeDays != null) {
            said.add(debtAgeDays + " days old");
        }
        if (vulnerable != null) {
            said.add(vulnerable ? "vulnerable consumer" : "consumer not vulnerable");
        }
        if (evidence != null) {
            said.add(evidence);
        }
        return String.join(", ", said);
    }

    /** Inputs of the decision table: what is not said counts against objecting. */
    Map<String, Object> forDecision(SupplierChange change, boolean paysInAdvance) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("domestic", change.agreement().domestic());
        inputs.put("prepayment", paysInAdvance);
        inputs.put("ground", ground);
        inputs.put("debt", debt == null ? 0d : debt.doubleValue());
        inputs.put("debtAgeDays", debtAgeDays == null ? 0 : debtAgeDays);
        inputs.put("vulnerable", vulnerable == null || vulnerable);
        return inputs;
    }
}
