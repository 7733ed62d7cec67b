package org.meterflow.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.Shape;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.simulator.ObjectModel.Outcome;

/**
 * An electricity meter's logs, written when they are asked for: half hours of 13 months, 31 days, and the books of
 * events.
 */
final class EsmeLogs {

    static final int DAYS_KEPT = 31;
    static final long HALF_HOUR = 1800;
    private static final int MONTHS_KEPT = 13;

    private EsmeLogs() {}

    /** Values of one moment, after its time. */
    private interface Values {
        long[] at(Instant time);
    }

    static void addTo(ObjectModel<Esme> model, boolean twin) {
        model.log("7 0-0:98.1.9.255 2", (esme, from, to, now) -> dailyLog(esme, from, to, now, twin));
        model.log(
                "7 0-0:99.1.0.255 2",
                (esme, from, to, now) -> halfHours(
                        esme,
                        from,
                        to,
                        now,
                        at -> twin
                                ? new long[] {used(esme::imported, at), used(time -> secondary(esme, time), at)}
                                : new long[] {used(esme::imported, at)}));
        if (twin) {
            return;
        }
        profiles(model);
        days(model);
        EsmeBills.addTo(model);
        books(model);
    }

    private static long used(java.util.function.ToLongFunction<Instant> register, Instant end) {
        return Math.max(0, register.applyAsLong(end) - register.applyAsLong(end.minusSeconds(HALF_HOUR)));
    }

    private static void profiles(ObjectModel<Esme> model) {
        model.log(
                "7 0-0:99.1.1.255 2",
                (esme, from, to, now) -> halfHours(esme, from, to, now, at -> {
                    long exported = used(esme::exported, at);
                    return new long[] {exported, (long) (exported * Esme.REACTIVE_SHARE)};
                }));
        model.log(
                "7 0-0:99.1.2.255 2",
                (esme, from, to, now) ->
                        halfHours(esme, from, to, now, at -> new long[] {used(esme::reactiveImported, at)}));
    }

    /** @param values of the half hour that ends at a moment */
    static DlmsData halfHours(Esme esme, Instant from, Instant to, Instant now, Function<Instant, long[]> values) {
        Instant first = latest(from, now.minus(MONTHS_KEPT * 31L, ChronoUnit.DAYS), esme.tenancyBegan());
        long begin = first.getEpochSecond();
        Instant last = to.isBefore(now) ? to : now;
        List<DlmsData> rows = new ArrayList<>();
        int width = values.apply(now).length;
        for (long second = (begin + HALF_HOUR - 1) / HALF_HOUR * HALF_HOUR;
                second <= last.getEpochSecond();
                second += HALF_HOUR) {
            Instant at = Instant.ofEpochSecond(second);
            rows.add(row(at, values.apply(at)));
        }
        return Shapes.rows(rows, shape(width));
    }

    static Shape[] shape(int width) {
        return Collections.nCopies(width + 1, Shapes.NUMBER).toArray(Shape[]::new);
    }

    static DlmsData row(Instant at, long... values) {
        List<DlmsData> fields = new ArrayList<>(List.of(DlmsData.u32(DlmsTime.secondsSince2000(at))));
        for (long value : values) {
            fields.add(DlmsData.u32(value));
        }
        return new DlmsData.Structure(fields);
    }

    static Instant latest(Instant... moments) {
        Instant latest = moments[0];
        for (Instant moment : moments) {
            latest = moment.isAfter(latest) ? moment : latest;
        }
        return latest;
    }

    private static void days(ObjectModel<Esme> model) {
        model.log(
                "7 0-0:98.1.8.255 2",
                (esme, from, to, now) -> Shapes.rows(
                        midnights(esme, from, to, now).stream()
                                .map(at -> balanceRow(esme, at))
                                .toList(),
                        balanceShape()));
        model.log(
                "7 0-0:98.1.10.255 2",
                (esme, from, to, now) -> Shapes.rows(
                        midnights(esme, from, to, now).stream()
                                .map(at -> row(at, esme.exported(at)))
                                .toList(),
                        shape(1)));
        model.log(
                "7 0-0:99.1.3.255 2",
                (esme, from, to, now) -> Shapes.rows(
                        midnights(esme, from, to, now).stream()
                                .map(at -> row(at, esme.imported(at) - esme.imported(at.minus(1, ChronoUnit.DAYS))))
                                .toList(),
                        shape(1)));
    }

    private static List<Instant> midnights(Esme esme, Instant from, Instant to, Instant now) {
        return Periods.midnights(now, DAYS_KEPT, latest(from, esme.tenancyBegan()), to);
    }

    private static DlmsData dailyLog(Esme esme, Instant from, Instant to, Instant now, boolean twin) {
        List<DlmsData> rows = midnights(esme, from, to, now).stream()
                .map(at -> (DlmsData) new DlmsData.Structure(registerRow(esme, at, twin)))
                .toList();
        return Shapes.rows(rows, registerShape(twin).toArray(Shape[]::new));
    }

    static List<Shape> registerShape(boolean twin) {
        List<Shape> shape = new ArrayList<>(List.of(Shapes.NUMBER, Shapes.NUMBER));
        if (twin) {
            shape.add(Shapes.NUMBER);
        }
        shape.add(new Shape.Repeated(Registers.BY_TIME, Shapes.NUMBER));
        if (twin) {
            shape.add(new Shape.Repeated(SecondElement.TIMES, Shapes.NUMBER));
        }
        shape.addAll(Collections.nCopies(Registers.BLOCKS, new Shape.Repeated(Registers.BLOCK_TIMES, Shapes.NUMBER)));
        return shape;
    }

    static List<DlmsData> registerRow(Esme esme, Instant at, boolean twin) {
        List<DlmsData> fields =
                new ArrayList<>(List.of(DlmsData.u32(DlmsTime.secondsSince2000(at)), DlmsData.u32(esme.imported(at))));
        if (twin) {
            fields.add(DlmsData.u32(secondary(esme, at)));
        }
        long[] registers = esme.registers.at(at);
        fields.add(registers(registers, 0, Registers.BY_TIME));
        if (twin) {
            fields.add(secondElement(esme, at));
        }
        for (int block = 0; block < Registers.BLOCKS; block++) {
            int first = Registers.BY_TIME + block * Registers.BLOCK_TIMES;
            fields.add(registers(registers, first, first + Registers.BLOCK_TIMES));
        }
        return fields;
    }

    static DlmsData registers(long[] registers, int from, int to) {
        List<DlmsData> values = new ArrayList<>();
        for (int i = from; i < to; i++) {
            values.add(DlmsData.u32(registers[i]));
        }
        return new DlmsData.Array(values);
    }

    /** Wh through the second circuit. */
    static long secondary(Esme esme, Instant at) {
        return esme.second == null ? 0 : esme.second.imported(at);
    }

    static DlmsData secondElement(Esme esme, Instant at) {
        return esme.second == null ? Shapes.zeros(SecondElement.TIMES) : esme.second.byTime(at);
    }

    /** Four blocks of eight for time of use, and as many for the blocks' counters of the period. */
    static DlmsData blocksByTime(long[] registers) {
        List<DlmsData> values = new ArrayList<>();
        for (int i = Registers.BY_TIME; i < Registers.ALL; i++) {
            values.add(DlmsData.u32(registers[i]));
        }
        return new DlmsData.Array(values);
    }

    static Shape[] balanceShape() {
        List<Shape> shape = new ArrayList<>(List.of(Shapes.NUMBER));
        shape.addAll(Collections.nCopies(6, Shapes.SIGNED));
        return shape.toArray(Shape[]::new);
    }

    static DlmsData balanceRow(Esme esme, Instant at) {
        List<DlmsData> fields = new ArrayList<>(List.of(DlmsData.u32(DlmsTime.secondsSince2000(at))));
        fields.addAll(EsmePrepayment.balances(esme, at).elements());
        return new DlmsData.Structure(fields);
    }

    private static void books(ObjectModel<Esme> model) {
        events(model, "7 0-0:99.98.0.255");
        model.log("7 0-0:99.98.1.255 2", (esme, from, to, now) -> Books.security(esme.memory, from, to));
        model.log(
                "7 0-0:99.98.4.255 2",
                (esme, from, to, now) -> Shapes.rows(
                        new EventLog(esme.memory, EventLog.POWER)
                                .between(from, to).stream()
                                        .map(entry -> DlmsData.structure(
                                                DlmsData.u32(DlmsTime.secondsSince2000(entry.at())),
                                                DlmsData.u16(entry.code()),
                                                DlmsData.u32(entry.number(0))))
                                        .toList(),
                        Shapes.NUMBER,
                        Shapes.CODE,
                        Shapes.NUMBER));
        model.log(
                "7 0-17:99.98.2.255 2",
                (esme, from, to, now) -> Shapes.rows(
                        new EventLog(esme.memory, EventLog.AUXILIARY)
                                .between(from, to).stream()
                                        .map(entry -> DlmsData.structure(
                                                DlmsData.u32(DlmsTime.secondsSince2000(entry.at())),
                                                DlmsData.u16(entry.code()),
                                                DlmsData.enumerated(entry.number(0)),
                                                DlmsData.u32(entry.number(1))))
                                        .toList(),
                        Shapes.NUMBER,
                        Shapes.CODE,
                        Shapes.CHOICE,
                        Shapes.NUMBER));
        model.method("7 0-17:99.98.2.255 1", Shapes.I8, (esme, nothing, task) -> {
            new EventLog(esme.memory, EventLog.AUXILIARY).clear();
            return Outcome.DONE;
        });
        model.log(
                "7 0-0:99.98.20.255 2",
                (esme, from, to, now) -> Shapes.rows(
                        new EventLog(esme.memory, EventLog.BOOST)
                                .between(from, to).stream()
                                        .map(entry -> row(entry.at(), entry.number(0)))
                                        .toList(),
                        shape(1)));
    }

    private static void events(ObjectModel<Esme> model, String object) {
        model.log(object + " 2", (esme, from, to, now) -> Books.events(esme.memory, from, to));
        model.method(object + " 1", Shapes.I8, (esme, nothing, task) -> {
            esme.events.clear();
            esme.events.add(task.now(), Books.CLEARED, "");
            return Outcome.DONE;
        });
    }

    static DlmsData time(Instant at) {
        return DlmsData.octets(DlmsTime.encode(at));
    }
}
