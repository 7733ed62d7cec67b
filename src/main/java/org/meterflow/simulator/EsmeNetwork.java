package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.Octets;

/** What a network operator asks an electricity meter: voltages by phase, limits of load, highest demands. */
final class EsmeNetwork {

    static final int[] PHASES = {32, 52, 72};
    private static final int COUNT = 255;
    private static final int WATT = 27;
    private static final long HALF_HOUR = 1800;
    private static final int VOLTAGES_KEPT = 4320;

    /** The hours of the configurable highest demand, from four to seven in the afternoon. */
    private static final DlmsData PEAK = DlmsData.array(peak(0, 1, "10000000"), peak(1, 2, "13000000"));

    private EsmeNetwork() {}

    private static DlmsData peak(int index, int script, String time) {
        return DlmsData.structure(
                DlmsData.u16(index),
                DlmsData.bool(true),
                Shapes.octets("00000A8064FF"),
                DlmsData.u16(script),
                Shapes.octets(time),
                DlmsData.u16(0xFFFF),
                new DlmsData.BitString(7, Octets.ofHex("FE")),
                new DlmsData.BitString(0, Octets.NONE),
                Shapes.octets("FFFFFFFFFF"),
                Shapes.octets("FFFFFFFFFF"));
    }

    static void addTo(ObjectModel<Esme> model, int phases) {
        for (int phase = 0; phase < phases; phase++) {
            voltage(model, phase);
        }
        if (phases > 1) {
            return;
        }
        long[] thresholds = {276, 184, 207, 253};
        for (int i = 1; i <= thresholds.length; i++) {
            model.kept("71 0-0:17.0.%s.255 4".formatted(i), DlmsData.u32(thresholds[i - 1]));
            model.kept("71 0-0:17.0.%s.255 6".formatted(i), DlmsData.u32(30));
        }
        loadLimit(model);
        highestDemand(model);
        for (int i = 0; i <= 2; i++) {
            model.kept("1 0-0:94.44.0.%s 2".formatted(i), DlmsData.u16(i == 1 ? 600 : 0));
        }
    }

    private static void voltage(ObjectModel<Esme> model, int phase) {
        int code = PHASES[phase];
        model.kept("7 1-0:%s.24.0.255 4".formatted(code), DlmsData.u32(HALF_HOUR));
        model.kept("1 1-0:%s.31.0.4 2".formatted(code), DlmsData.u32(216));
        model.kept("1 1-0:%s.35.0.4 2".formatted(code), DlmsData.u32(253));
        counter(model, "3 1-0:%s.32.0.4".formatted(code));
        counter(model, "3 1-0:%s.36.0.4".formatted(code));
        model.log("7 1-0:%s.24.0.255 2".formatted(code), (esme, from, to, now) -> voltages(esme, phase, from, to, now));
    }

    /** The average of each period, whatever its length, of the last so many that fit into the log. */
    private static DlmsData voltages(Esme esme, int phase, Instant from, Instant to, Instant now) {
        long period = Math.max(1, esme.number("7 1-0:%s.24.0.255 4".formatted(PHASES[phase]), HALF_HOUR));
        Instant first = Periods.latest(from, now.minusSeconds(VOLTAGES_KEPT * period), esme.tenancyBegan());
        Instant last = to.isBefore(now) ? to : now;
        List<DlmsData> rows = new ArrayList<>();
        for (long second = (first.getEpochSecond() + period - 1) / period * period;
                second <= last.getEpochSecond();
                second += period) {
            Instant end = Instant.ofEpochSecond(second);
            rows.add(EsmeRows.row(end, Math.round(esme.mains.average(phase, end.minusSeconds(period), end))));
        }
        return Shapes.rows(rows, EsmeRows.shape(1));
    }

    private static void counter(ObjectModel<Esme> model, String object) {
        model.kept(object + " 2", DlmsData.u32(0));
        model.computed(object + " 3", (esme, now) -> Shapes.unit(0, COUNT));
        model.method(object + " 1", Shapes.I8, (esme, nothing, task) -> {
            esme.memory.put(object + " 2", DlmsData.u32(0));
            return Outcome.DONE;
        });
    }

    private static void loadLimit(ObjectModel<Esme> model) {
        model.active("9000 0-0:94.44.0.3 2", (esme, now) -> Shapes.BOOL);
        model.passive("9000 0-0:94.44.0.3 4", Shapes.BOOL);
        model.activation("9000 0-0:94.44.0.3 6", "9000 0-0:94.44.0.3 4", "9000 0-0:94.44.0.3 2");
        limiter(model, 7, 4, LoadLimit.WATTS_AS_MADE);
        limiter(model, 6, 6, LoadLimit.SECONDS_AS_MADE);
        limiter(model, 8, 7, LoadLimit.SECONDS_AS_MADE);
        counter(model, "3 0-0:94.44.42.255");
    }

    private static void limiter(ObjectModel<Esme> model, int passive, int attribute, long asMade) {
        String waiting = "9000 0-0:94.44.128." + passive + " ";
        String active = "71 0-0:17.0.0.255 " + attribute;
        model.active(active, (esme, now) -> DlmsData.u32(asMade));
        model.passive(waiting + "4", Shapes.U32);
        model.activation(waiting + "6", waiting + "4", active);
    }

    private static void highestDemand(ObjectModel<Esme> model) {
        demand(model, "4 1-0:1.6.0.255", "1 0-0:94.44.5.0 2", false);
        demand(model, "4 1-0:1.6.1.255", "1 0-0:94.44.5.1 2", false);
        demand(model, "4 1-0:2.6.0.255", "1 0-0:94.44.5.2 2", true);
        model.kept("10 0-0:12.0.0.255 2", Shapes.SCHEDULE, (esme, now) -> PEAK);
    }

    /** The highest half hour of the day before, unless the register was reset since. */
    private static void demand(ObjectModel<Esme> model, String object, String resetAt, boolean export) {
        model.active(resetAt, (esme, now) -> Shapes.time(Consumption.START));
        model.computed(
                object + " 2",
                (esme, now) ->
                        DlmsData.u32(export ? esme.energy.exported(now) / 10_000 : esme.energy.highestPower(now)));
        model.computed(object + " 3", (esme, now) -> Shapes.unit(0, WATT));
        model.computed(
                object + " 5",
                (esme, now) -> Shapes.time(
                        now.minusSeconds(now.getEpochSecond() % 86_400).minusSeconds(6 * 3600)));
        model.method(object + " 1", Shapes.I8, (esme, nothing, task) -> {
            esme.memory.put(resetAt, Shapes.time(task.now()));
            return Outcome.DONE;
        });
    }
}
