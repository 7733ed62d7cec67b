package org.meterflow.process.setaccount;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The prices that a meter told with 4.11.1, as 1.2.1 sets them. */
final class Prices {

    private static final int PERIODS_OF_A_BLOCK = 8;
    private static final int GAS_SCALE = 5;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Short.MAX_VALUE);
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(Short.MIN_VALUE);

    private Prices() {}

    static boolean same(Map<String, String> one, Map<String, String> other) {
        return same(List.of(standing(one)), List.of(standing(other)))
                && same(list(one, "timePrices"), list(other, "timePrices"))
                && same(list(one, "blockPrices"), list(other, "blockPrices"))
                && Objects.equals(one.get("currency"), other.get("currency"));
    }

    private static boolean same(List<BigDecimal> one, List<BigDecimal> other) {
        return one.size() == other.size()
                && IntStream.range(0, one.size()).allMatch(at -> one.get(at).compareTo(other.get(at)) == 0);
    }

    /** Every place that has a price; the meter empties the others. Nothing when no scale fits all of them. */
    static Optional<String> electricity(Map<String, String> tariff) {
        List<BigDecimal> times = list(tariff, "timePrices");
        List<BigDecimal> blocks = list(tariff, "blockPrices");
        BigDecimal standing = standing(tariff);
        int scale = decimals(Stream.concat(times.stream(), blocks.stream()));
        int standingScale = decimals(Stream.of(standing));
        boolean fits = Stream.concat(times.stream(), blocks.stream()).allMatch(price -> fits(price, scale))
                && fits(standing, standingScale);
        return fits
                ? Optional.of("<PriceElements><ElectricityPriceElements>"
                        + element("StandingCharge", whole(standing, standingScale))
                        + element("StandingChargeScale", -standingScale)
                        + element("PriceScale", -scale)
                        + "<HybridTariff>" + blocks(blocks, scale) + times(times, scale) + "</HybridTariff>"
                        + "</ElectricityPriceElements></PriceElements>")
                : Optional.empty();
    }

    /** By blocks where the meter has prices of blocks, else by time. */
    static Optional<String> gas(Map<String, String> tariff) {
        List<BigDecimal> times = list(tariff, "timePrices");
        List<BigDecimal> blocks = list(tariff, "blockPrices");
        boolean byBlock = blocks.stream().anyMatch(price -> price.signum() != 0);
        int thresholds = blocks.size() - 1;
        return Optional.of("<GasPriceElements>"
                + "<CurrencyUnits>" + ("EUR".equals(tariff.get("currency")) ? "ECB" : "GBP") + "</CurrencyUnits>"
                + element("StandingCharge", whole(standing(tariff), GAS_SCALE))
                + (byBlock
                        ? "<BlockTariff>" + indexed("BlockPrice", blocks, GAS_SCALE)
                                + element("NumberOfThresholds", thresholds) + "</BlockTariff>"
                        : "<TOUTariff>" + indexed("TOUPrice", times, GAS_SCALE) + "</TOUTariff>")
                + "</GasPriceElements>");
    }

    private static String blocks(List<BigDecimal> prices, int scale) {
        return IntStream.rangeClosed(1, PERIODS_OF_A_BLOCK)
                .mapToObj(period -> block(prices, period, scale))
                .collect(Collectors.joining());
    }

    /** The meter tells all periods of the first block, then of the second. */
    private static String block(List<BigDecimal> prices, int period, int scale) {
        String within = IntStream.range(0, prices.size() / PERIODS_OF_A_BLOCK)
                .filter(block ->
                        prices.get(block * PERIODS_OF_A_BLOCK + period - 1).signum() != 0)
                .mapToObj(block ->
                        indexed("BlockPrice", block + 1, prices.get(block * PERIODS_OF_A_BLOCK + period - 1), scale))
                .collect(Collectors.joining());
        return within.isEmpty() ? "" : "<BlockPrices index=\"" + period + "\">" + within + "</BlockPrices>";
    }

    private static String times(List<BigDecimal> prices, int scale) {
        return IntStream.range(0, prices.size())
                .filter(period -> prices.get(period).signum() != 0)
                .mapToObj(period -> indexed("TOUPrice", period + 1, prices.get(period), scale))
                .collect(Collectors.joining());
    }

    private static String indexed(String name, List<BigDecimal> prices, int scale) {
        return IntStream.range(0, prices.size())
                .mapToObj(at -> indexed(name, at + 1, prices.get(at), scale))
                .collect(Collectors.joining());
    }

    private static String indexed(String name, int index, BigDecimal price, int scale) {
        return "<" + name + " index=\"" + index + "\">" + whole(price, scale) + "</" + name + ">";
    }

    private static String element(String name, long value) {
        return "<" + name + ">" + value + "</" + name + ">";
    }

    private static BigDecimal standing(Map<String, String> tariff) {
        return new BigDecimal(Objects.requireNonNullElse(tariff.get("standingChargeEachDay"), "0"));
    }

    private static List<BigDecimal> list(Map<String, String> tariff, String name) {
        String written = Objects.requireNonNullElse(tariff.get(name), "[]");
        return Arrays.stream(written.substring(1, written.length() - 1).split(", "))
                .filter(each -> !each.isBlank())
                .map(BigDecimal::new)
                .toList();
    }

    private static int decimals(Stream<BigDecimal> values) {
        return values.mapToInt(value -> Math.max(0, value.stripTrailingZeros().scale()))
                .max()
                .orElse(0);
    }

    private static boolean fits(BigDecimal value, int scale) {
        BigDecimal moved = value.movePointRight(scale);
        return moved.compareTo(LARGEST) <= 0 && moved.compareTo(SMALLEST) >= 0;
    }

    private static long whole(BigDecimal value, int scale) {
        return value.movePointRight(scale).longValueExact();
    }
}
