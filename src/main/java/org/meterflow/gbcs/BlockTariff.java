package org.meterflow.gbcs;

import java.util.Optional;

/**
 * A gas tariff by blocks: NumberOfThresholds says how many thresholds count, and each block has a price, so one more. The
 * thresholds come with a tariff and not with new prices for one.
 */
public final class BlockTariff {

    private static final String NUMBER = "GasPriceElements/BlockTariff/NumberOfThresholds";

    private BlockTariff() {}

    /** @throws MissingParameter when the request has fewer thresholds or prices than it says */
    static long thresholds(RequestPart request) {
        long said = said(request.required(NUMBER));
        int thresholds = thresholdsIn(request);
        int prices = pricesIn(request);
        if ((thresholds > 0 && thresholds < said) || prices <= said) {
            throw new MissingParameter("NumberOfThresholds says %s, with %s prices; the request has %s"
                    .formatted(said, said + 1, found(thresholds, prices)));
        }
        return said;
    }

    /** What a meter will not use of a request: it says so, but its user may not mean it. */
    public static Optional<String> unused(RequestPart request) {
        return request.value(NUMBER).map(BlockTariff::said).flatMap(said -> {
            int thresholds = thresholdsIn(request);
            int prices = pricesIn(request);
            return thresholds > said || prices > said + 1
                    ? Optional.of("NumberOfThresholds says %s, so the meter uses %s of the prices; the request has %s"
                            .formatted(said, said + 1, found(thresholds, prices)))
                    : Optional.empty();
        });
    }

    private static String found(int thresholds, int prices) {
        return (thresholds == 0 ? "" : thresholds + (thresholds == 1 ? " threshold and " : " thresholds and "))
                + prices
                + (prices == 1 ? " price" : " prices");
    }

    private static int thresholdsIn(RequestPart request) {
        return request.all("BlockThreshold").size();
    }

    private static int pricesIn(RequestPart request) {
        return request.all("GasPriceElements/BlockTariff/BlockPrice").size();
    }

    private static long said(String number) {
        if (!number.matches("[0-9]{1,9}")) {
            throw new MissingParameter("NumberOfThresholds '%s' is no whole number".formatted(number));
        }
        return Long.parseLong(number);
    }
}
