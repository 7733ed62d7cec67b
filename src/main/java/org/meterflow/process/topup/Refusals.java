package org.meterflow.process.topup;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.NamedValue;
import org.meterflow.process.topup.PaidTopUp.Finding;

/**
 * What a meter answers to a token. A gas meter gives a result (ZigBee Smart Energy, consumer top-up response); an electricity
 * meter says no more than that it did not take it, and keeps the reason in its log.
 */
final class Refusals {

    private static final String RESULT = "Result";
    private static final String ACCEPTED = "accepted";
    private static final Map<String, Finding> OF_GAS = Map.of(
            "rejected as invalid", Finding.NOT_AUTHENTIC,
            "rejected as a duplicate", Finding.USED_BEFORE,
            "rejected because the balance would pass its maximum", Finding.MAX_BALANCE,
            "rejected because it is too large", Finding.MAX_CREDIT);

    private Refusals() {}

    /** Empty when the meter took it. */
    static Optional<Finding> of(MeterAnswer answer) {
        Optional<String> result = answer instanceof MeterAnswer.Values values
                ? values.items().stream()
                        .flatMap(item -> all(item.value()))
                        .filter(value -> value.name().equals(RESULT))
                        .map(NamedValue::value)
                        .findFirst()
                : Optional.empty();
        if (result.isPresent()) {
            return result.filter(words -> !words.startsWith(ACCEPTED))
                    .map(words -> OF_GAS.getOrDefault(words, Finding.UNKNOWN));
        }
        return answer.hasFailed() ? Optional.of(Finding.UNKNOWN) : Optional.empty();
    }

    private static Stream<NamedValue> all(NamedValue value) {
        return Stream.concat(Stream.of(value), value.children().stream().flatMap(Refusals::all));
    }
}
