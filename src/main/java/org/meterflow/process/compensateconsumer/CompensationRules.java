package org.meterflow.process.compensateconsumer;

import java.util.Map;
import java.util.stream.Stream;
import org.meterflow.process.kit.BoxCheck;

/** What a box says that compensates a consumer. Public for whoever looks at diagrams before there is a program. */
public class CompensationRules implements BoxCheck {

    static final String METER_POINT = "meterPoint";
    static final String REASON = "reason";
    static final String AMOUNT = "amount";
    static final String PAYER = "payer";

    private static final String POUNDS = "\\d{1,6}(\\.\\d{1,2})?";

    @Override
    public Stream<String> wrong(Map<String, String> said) {
        String amount = said.getOrDefault(AMOUNT, "").strip();
        return amount.isEmpty() || amount.contains("{") || isAmount(amount)
                ? Stream.empty()
                : Stream.of("'%s' is no amount. Write pounds, as in 40 or 40.00.".formatted(amount));
    }

    static boolean isAmount(String written) {
        return written.matches(POUNDS) && !written.matches("[0.]+");
    }
}
