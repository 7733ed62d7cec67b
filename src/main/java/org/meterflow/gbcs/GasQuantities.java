package org.meterflow.gbcs;

import static java.util.Comparator.naturalOrder;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** The quantities that numbers in gas messages stand for, as {@code gas-units.yaml} names their kinds. */
final class GasQuantities {

    private static final Map<String, Map<String, List<String>>> TABLE = CodeTable.load("gas-units.yaml");
    private static final Map<String, List<String>> MEASURES = TABLE.getOrDefault("measures", Map.of());

    private static final Map<Integer, String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toMap(
                    Currency::getNumericCode, Currency::getCurrencyCode, BinaryOperator.minBy(naturalOrder())));

    private static final int NON_DISABLEMENT = 3;

    private final GasScales scales;

    GasQuantities(GasScales scales) {
        this.scales = scales;
    }

    NamedValue read(String name, String kind, long value) {
        return switch (kind) {
            case "money" -> NamedValue.of(name, decimal(value, "priceDigits"), currency(scales.get("currency")));
            case "price" ->
                NamedValue.of(name, decimal(value, "priceDigits"), price(measure(scales.get("tariffUnit"))));
            case "dailyPrice" -> NamedValue.of(name, decimal(value, "priceDigits"), price("day"));
            case "threshold" ->
                divided(name, value, "thresholdMultiplier", "thresholdDivisor", measure(scales.get("tariffUnit")));
            case "volume" -> divided(name, value, "multiplier", "divisor", measure(scales.get("meterUnit")));
            case "flow" -> divided(name, value, "flowMultiplier", "flowDivisor", rate(scales.get("flowUnit")));
            case "factor" -> NamedValue.of(name, decimal(value, "factorDigits"));
            case "calorific" -> NamedValue.of(name, decimal(value, "calorificDigits"), calorificUnit());
            case "period" -> NamedValue.of(name, String.valueOf(value), GasCodes.timebase(scales.get("periodUnit")));
            case "measure" -> NamedValue.of(name, measure(value));
            case "rate" -> NamedValue.of(name, rate(value));
            case "currency" -> NamedValue.of(name, currency(value));
            case "timebase" -> NamedValue.of(name, GasCodes.timebase(value));
            case "digits" -> NamedValue.of(name, GasCodes.digits(value));
            case "digitsAndTier" -> NamedValue.of(name, GasCodes.digits(value) + ", period " + (value & 0x0F));
            case "tiers" -> NamedValue.of(name, "%s periods, register %s".formatted(value >> 4, value & 0x0F));
            case "tierAndCount" -> NamedValue.of(name, "period %s, thresholds: %s".formatted(value >> 4, value & 0x0F));
            case "action" -> NamedValue.of(name, action(value));
            case "clock" -> NamedValue.of(name, GasCodes.clock(value));
            case "event" -> NamedValue.of(name, DlmsScalar.event((int) value));
            case "log" -> NamedValue.of(name, GasCodes.log(value));
            case "behaviour" -> NamedValue.of(name, GasCodes.behaviour((int) value));
            default -> fixed(name, kind, value);
        };
    }

    private static NamedValue fixed(String name, String kind, long value) {
        if (!kind.startsWith("hex ")) {
            return NamedValue.quantity(name, kind, value);
        }
        String digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
        int number = Integer.parseInt(kind.substring("hex ".length()));
        return NamedValue.of(name, "0".repeat(Math.max(0, number - digits.length())) + digits);
    }

    private String decimal(long value, String digits) {
        return BigDecimal.valueOf(value, (int) scales.get(digits)).toPlainString();
    }

    private String price(String measure) {
        return currency(scales.get("currency")) + (measure.isEmpty() ? "" : "/" + measure);
    }

    /** A number whose divisor is said to be none is no quantity. */
    private NamedValue divided(String name, long value, String multiplier, String divisor, String unit) {
        long by = scales.get(divisor);
        if (by == 0) {
            return NamedValue.of(name, String.valueOf(value));
        }
        BigDecimal scaled = BigDecimal.valueOf(value)
                .multiply(BigDecimal.valueOf(scales.get(multiplier)))
                .divide(BigDecimal.valueOf(by), MathContext.DECIMAL128);
        return NamedValue.of(name, scaled.toPlainString(), unit);
    }

    private String calorificUnit() {
        return switch ((int) scales.get("calorificUnit")) {
            case 1 -> "MJ/m³";
            case 2 -> "MJ/kg";
            default -> "unit " + scales.get("calorificUnit");
        };
    }

    private static String measure(long unit) {
        List<String> known = MEASURES.get(String.valueOf(unit));
        return known == null ? "unit " + unit : known.get(0);
    }

    private static String rate(long unit) {
        List<String> known = MEASURES.get(String.valueOf(unit));
        return known == null ? "unit " + unit : known.get(1);
    }

    /** @param number as ISO 4217 numbers it */
    private static String currency(long number) {
        String known = CURRENCIES.get((int) number);
        return known == null ? "currency " + number : known;
    }

    /** What begins at a time of day: a period of the tariff, or hours in which the supply is not ended. */
    private String action(long value) {
        if (scales.get("calendarType") != NON_DISABLEMENT) {
            return "period " + value;
        }
        return value == 1 ? "supply is not ended" : "supply may be ended";
    }
}
