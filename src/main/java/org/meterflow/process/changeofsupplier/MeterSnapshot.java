package org.meterflow.process.changeofsupplier;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a meter said of how it charges, before its supplier changed: each answer by the names its service request has; empty where
 * the meter did not answer.
 *
 * @param tariff of 4.11.1
 * @param paysInAdvance of 6.2.9; null when unknown
 * @param balance of 4.3, else of midnight when supply started
 * @param configuration of 4.13: how debts are recovered
 */
public record MeterSnapshot(
        Map<String, String> tariff,
        @Nullable Boolean paysInAdvance,
        Map<String, String> balance,
        Map<String, String> configuration) {

    private static final Pattern BITS = Pattern.compile("[0-9A-F]{4}");
    private static final int PREPAYMENT_BIT = 0x02;

    /**
     * An electricity meter says it in a word, a gas meter in bits, of which some have words (ZigBee, payment control).
     *
     * @param mode the answer to 6.2.9
     * @return empty when the meter has not said it
     */
    public static Optional<Boolean> paysInAdvance(Map<String, String> mode) {
        String word = mode.get("Mode");
        if (word != null) {
            return Optional.of(word.equals("prepayment"));
        }
        return Optional.ofNullable(mode.get("Payment control configuration"))
                .map(BITS::matcher)
                .filter(Matcher::lookingAt)
                .map(bits -> (Integer.parseInt(bits.group(), 16) & PREPAYMENT_BIT) != 0);
    }
}
