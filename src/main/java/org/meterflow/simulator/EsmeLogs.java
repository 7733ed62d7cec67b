package org.meterflow.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.meterflow.gbcs.DlmsData;

/** An electricity meter's logs of use and money, written when they are asked for: half hours of 13 months, and 31 days. */
final class EsmeLogs {

    private static final int DAYS_KEPT = 31;
    private static final long HALF_HOUR = 1800;
    private static final int MONTHS_KEPT = 13;
    private static final String DAILY = "7 0-0:98.1.9.255 2";
    private static final String HALF_HOURS = "7 0-0:99.1.0.255 2";

    private EsmeLogs() {}

    static void addTo(ObjectModel<Esme> model) {
        model.log(DAILY, (esme, from, to, now) -> dailyLog(esme, from, to, now, false));
        model.log(
                HALF_HOURS,
                (esme, from, to, now) ->
                        halfHours(esme, from, to, now, at -> new long[] {used(esme.energy::imported, at)}));
        profiles(model);
        days(model);
    }

    /** A twin element meter's registers and half hours are told for both circuits. */
    static void addSecondElement(ObjectModel<Esme> model) {
        model.log(DAILY, (esme, from, to, now) -> dailyLog(esme, from, to, now, true));
        model.log(
                HALF_HOURS,
                (esme, from, to, now) ->
                        halfHours(esme, from, to, now, at -> new long[] {
                            used(esme.energy::imported, at), used(time -> EsmeRows.secondary(esme, time), at)
                        }));
    }

    private static long used(ToLongFunction<Instant> register, Instant end) {
        return Math.max(0, register.applyAsLong(end) - register.applyAsLong(end.minusSeconds(HALF_HOUR)));
    }

    private static void profiles(ObjectModel<Esme> model) {
        model.log(
                "7 0-0:99.1.1.255 2",
                (esme, from, to, now) -> halfHours(esme, from, to, now, at -> {
                    long exported = used(esme.energy::exported, at);
                    return new long[] {exported, (long) (exported * EsmeEnergy.REACTIVE_SHARE)};
                }));
        model.log(
                "7 0-0:99.1.2.255 2",
                (esme, from, to, now) ->
                        halfHours(esme, from, to, now, at -> new long[] {used(esme.energy::reactiveImported, at)}));
    }

    /** @param values of the half hour that ends at a moment */
    private static DlmsData halfHours(
            Esme esme, Instant from, Instant to, Instant now, Function<Instant, long[]> values) {
        Instant first = Periods.latest(from, now.minus(MONTHS_KEPT * 31L, ChronoUnit.DAYS), esme.tenancyBegan());
        long begin = first.getEpochSecond();
        Instant last = to.isBefore(now) ? to : now;
        List<DlmsData> rows = new ArrayList<>();
        int width = values.apply(now).length;
        for (long second = (begin + HALF_HOUR - 1) / HALF_HOUR * HALF_HOUR;
                second <= last.getEpochSecond();
                second += HALF_HOUR) {
            Instant at = Instant.ofEpochSecond(second);
            rows.add(EsmeRows.row(at, values.apply(at)));
        }
        return Shapes.rows(rows, EsmeRows.shape(width));
    }

    private static void days(ObjectModel<Esme> model) {
        model.log(
                "7 0-0:98.1.8.255 2",
                (esme, from, to, now) -> EsmeRows.balances(esme.ledger, midnights(esme, from, to, now)));
        model.log(
                "7 0-0:98.1.10.255 2",
                (esme, from, to, now) -> Shapes.rows(
                        midnights(esme, from, to, now).stream()
                                .map(at -> EsmeRows.row(at, esme.energy.exported(at)))
                                .toList(),
                        EsmeRows.shape(1)));
        model.log(
                "7 0-0:99.1.3.255 2",
                (esme, from, to, now) -> Shapes.rows(
                        midnights(esme, from, to, now).stream()
                                .map(at -> EsmeRows.row(at, usedOnDayBefore(esme, at)))
                                .toList(),
                        EsmeRows.shape(1)));
    }

    private static long usedOnDayBefore(Esme esme, Instant midnight) {
        return esme.energy.imported(midnight) - esme.energy.imported(midnight.minus(1, ChronoUnit.DAYS));
    }

    private static List<Instant> midnights(Esme esme, Instant from, Instant to, Instant now) {
        return Periods.midnights(now, DAYS_KEPT, Periods.latest(from, esme.tenancyBegan()), to);
    }

    private static DlmsData dailyLog(Esme esme, Instant from, Instant to, Instant now, boolean twin) {
        return EsmeRows.registers(esme, midnights(esme, from, to, now), twin);
    }
}
