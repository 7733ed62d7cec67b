package org.meterflow.process.incident;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What an incident does, as far as is known: what is not known is nothing.
 *
 * @param consumers how many are affected
 * @param prepayOffSupply prepayment homes without supply
 * @param topUpsFailing per cent of all top-ups
 * @param switchingDown minutes for which the switching service has been down
 * @param userStopped whether a user can process no service request
 * @param securitySeverity from 1, the gravest, to 4; 0 when it is no matter of security
 */
public record Effects(
        int consumers,
        int prepayOffSupply,
        BigDecimal topUpsFailing,
        int switchingDown,
        boolean userStopped,
        int securitySeverity) {

    public static final Effects UNKNOWN = new Effects(0, 0, BigDecimal.ZERO, 0, false, 0);

    boolean security() {
        return securitySeverity > 0;
    }

    Map<String, Object> forDecision() {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("consumers", consumers);
        inputs.put("prepayOffSupply", prepayOffSupply);
        inputs.put("topUpsFailing", topUpsFailing.doubleValue());
        inputs.put("switchingDown", switchingDown);
        inputs.put("userStopped", userStopped);
        inputs.put("securitySeverity", securitySeverity);
        return inputs;
    }
}
