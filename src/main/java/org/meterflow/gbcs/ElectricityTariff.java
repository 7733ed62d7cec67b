package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.MeterAnswer.TariffSnapshot;

/** The answer to an electricity meter's tariff read: what is charged now, every price, and from where blocks begin. */
final class ElectricityTariff {

    private static final int SEASONS = 2;
    private static final int SPECIAL_DAYS = 5;
    private static final int FIRST_THRESHOLDS = 6;
    private static final int LAST_THRESHOLDS = 13;
    private static final int CURRENCY = 14;
    private static final int STANDING_CHARGE = 15;
    private static final int PRICES = 16;
    private static final long NO_THRESHOLD = 0xFFFFFFFFL;

    private ElectricityTariff() {}

    static MeterAnswer read(Octets payload, Unsealing unsealing) {
        return ElectricityAnswers.whole(payload, results -> {
            if (results.size() <= PRICES) {
                throw new MalformedGbcs("A tariff has %s parts, not %s".formatted(PRICES + 1, results.size()));
            }
            DlmsData charge = results.get(STANDING_CHARGE).data();
            DlmsData prices = results.get(PRICES).data();
            long powerOfTen = prices.at(0).at(1).number()
                    + ElectricityAnswers.KILO
                    - prices.at(0).at(0).number();
            List<BigDecimal> all = new ArrayList<>();
            prices.at(2)
                    .elements()
                    .forEach(price -> all.add(DlmsValue.scaled(price.at(1).number(), powerOfTen)));
            int periods = Math.min(ElectricityAnswers.TIME_PERIODS, all.size());
            return new TariffSnapshot(
                    scaled(results.get(0).data(), results.get(1).data().at(0)),
                    scaled(charge.at(2).at(0).at(1), charge.at(0).at(1)),
                    all.subList(0, periods),
                    all.subList(periods, all.size()),
                    thresholds(results),
                    results.get(4).data().elements().size(),
                    Mark.of(results.subList(SEASONS, SPECIAL_DAYS + 1).stream()
                            .map(part -> part.data().toString())),
                    isPound(results.get(CURRENCY).data()) ? "GBP" : "EUR");
        });
    }

    private static boolean isPound(DlmsData data) {
        return data instanceof DlmsData.Bool bool && bool.isTrue();
    }

    private static List<Long> thresholds(List<Result> results) {
        List<Long> thresholds = new ArrayList<>();
        for (Result result : results.subList(FIRST_THRESHOLDS, LAST_THRESHOLDS + 1)) {
            result.data().elements().stream()
                    .map(DlmsData::number)
                    .filter(threshold -> threshold != NO_THRESHOLD)
                    .forEach(thresholds::add);
        }
        return thresholds;
    }

    private static BigDecimal scaled(DlmsData value, DlmsData scaler) {
        return DlmsValue.scaled(value.number(), scaler.number());
    }
}
