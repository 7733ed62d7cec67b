package org.meterflow.reading;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.NamedValue;

/** The rows of a log, from whatever form its answer has. */
final class LogRows {

    private static final String TIME = "Time";

    private LogRows() {}

    /** @param unit of daily reads, whose form leaves it to the kind of meter */
    static List<Reading> of(MeterAnswer answer, String unit) {
        if (answer instanceof MeterAnswer.DailyReadLog daily) {
            return daily.reads().stream()
                    .flatMap(read -> daily(read, unit).stream())
                    .toList();
        }
        return answer instanceof MeterAnswer.Values values
                ? values.items().stream()
                        .flatMap(item -> item.value().children().stream())
                        .flatMap(row -> row(row).stream())
                        .toList()
                : List.of();
    }

    private static List<Reading> daily(MeterAnswer.DailyRead read, String unit) {
        List<Reading> all = new ArrayList<>();
        all.add(new Reading("Import", read.at(), read.register(), unit, null));
        used(all, "Import of period %s", read.byTime(), read.at(), unit);
        used(all, "Import of block register %s", read.byBlock(), read.at(), unit);
        return all;
    }

    /** A register that has never counted is not worth a row a day. */
    private static void used(List<Reading> all, String name, List<BigDecimal> values, Instant at, String unit) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).signum() != 0) {
                all.add(new Reading(name.formatted(i + 1), at, values.get(i), unit, null));
            }
        }
    }

    /** A row names its time, and its registers with their units. */
    private static List<Reading> row(NamedValue row) {
        Instant at = row.child(TIME).map(NamedValue::value).map(LogRows::time).orElse(null);
        if (at == null) {
            return List.of();
        }
        List<Reading> all = new ArrayList<>();
        for (NamedValue register : row.children()) {
            BigDecimal value = register.name().equals(TIME) ? null : number(register.value());
            if (value != null) {
                all.add(new Reading(register.name(), at, value, register.unit(), null));
            }
        }
        return all;
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unset) {
            return null;
        }
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException words) {
            return null;
        }
    }
}
