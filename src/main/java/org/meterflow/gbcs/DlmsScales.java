package org.meterflow.gbcs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterflow.gbcs.DlmsRequest.Verb;

/**
 * What a message of an electricity meter says of its own numbers: in which currency they are, and how long the periods of
 * its charges last. Where it does not say, money is in pounds.
 *
 * @param periods in seconds, by the charge's object
 */
record DlmsScales(String currency, Map<String, Long> periods) {

    static final String POUNDS = "GBP";
    static final DlmsScales USUAL = new DlmsScales(POUNDS, Map.of());

    private static final String CURRENCY = "0-0:94.44.2.0";
    private static final int CHARGE = 113;
    private static final int PERIOD = 8;
    private static final int DAY = 24 * 60 * 60;
    private static final int HOUR = 60 * 60;

    /** @param values what stands at the targets' places: told, or answered */
    static DlmsScales of(List<DlmsTarget> targets, List<DlmsData> values) {
        String currency = POUNDS;
        Map<String, Long> periods = new HashMap<>();
        for (int i = 0; i < targets.size(); i++) {
            DlmsTarget target = targets.get(i);
            if (target.verb() == Verb.ACTION) {
                continue;
            }
            if (target.object().equals(CURRENCY) && values.get(i) instanceof DlmsData.Bool pounds) {
                currency = pounds.isTrue() ? POUNDS : "EUR";
            }
            if (target.classId() == CHARGE
                    && target.member() == PERIOD
                    && values.get(i) instanceof DlmsData.Numeric seconds) {
                periods.put(target.object(), seconds.value());
            }
        }
        return new DlmsScales(currency, Map.copyOf(periods));
    }

    /** A price for so much of something; of something that is not known, the currency alone. */
    String each(String measure) {
        return measure.isEmpty() ? currency : currency + "/" + measure;
    }

    /** The unit of time in which a charge is collected; empty where the message does not say. */
    String period(String object) {
        Long seconds = periods.get(object);
        if (seconds == null) {
            return "";
        }
        if (seconds == DAY) {
            return "day";
        }
        return seconds == HOUR ? "h" : seconds + " s";
    }
}
