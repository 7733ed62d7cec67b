package org.meterflow.process.topup;

import java.util.Map;
import java.util.Optional;
import org.meterflow.process.topup.PaidTopUp.Finding;

/** What meters' answers to reads mean for a top-up. */
final class MeterWords {

    private static final int CODE = 4;
    private static final int PREPAYMENT_BIT = 0x02;

    /** Of the event log, by the first four letters of an entry (GBCS, event and alert codes). */
    private static final Map<String, Finding> EVENTS = Map.of(
            "8F51", Finding.USED_BEFORE,
            "8F47", Finding.MAX_BALANCE,
            "8F5B", Finding.MAX_CREDIT,
            "8F63", Finding.NOT_AUTHENTIC,
            "8F64", Finding.NOT_AUTHENTIC);

    private MeterWords() {}

    static Optional<Finding> lastRefusal(Map<String, String> log) {
        return log.values().stream()
                .filter(event -> event.length() >= CODE)
                .flatMap(event -> Optional.ofNullable(EVENTS.get(event.substring(0, CODE))).stream())
                .reduce((earlier, later) -> later);
    }

    /** An electricity meter says it in a word, a gas meter in bits (ZigBee, payment control). */
    static Optional<Boolean> prepayment(Map<String, String> mode) {
        String word = mode.get("Mode");
        if (word != null) {
            return Optional.of(word.equals("prepayment"));
        }
        return Optional.ofNullable(mode.get("Payment control configuration"))
                .filter(bits -> bits.matches("[0-9A-F]{4}.*"))
                .map(bits -> (Integer.parseInt(bits.substring(0, CODE), 16) & PREPAYMENT_BIT) != 0);
    }

    /** Electricity and gas have words of their own for it. */
    static boolean armed(Map<String, String> supply) {
        return "ready for reconnection".equals(supply.get("Supply state"))
                || "armed".equals(supply.get("Supply status"));
    }
}
