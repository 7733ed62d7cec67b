package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.meterflow.gbcs.DlmsData;

/** By which tables and thresholds an electricity meter counts at present, and what it charges for what it counted. */
final class EsmePrices implements Registers.Rules {

    static final String DAILY_RESET = "22 0-0:15.1.0.255 4";

    private static final int NEAR_PENCE = 5;
    private static final long SECONDS_A_DAY = 86_400;

    private final Esme esme;
    private final Tariff tariff;
    private final ElectricityTariff installed;

    /** @param tariff that the meter came with */
    EsmePrices(Esme esme, Tariff tariff) {
        this.esme = esme;
        this.tariff = tariff;
        this.installed = new ElectricityTariff(tariff);
    }

    /** What an object of the tariff holds, whether it came with the meter or was activated. */
    DlmsData active(String name, Instant now) {
        DlmsData written = esme.memory.data(name);
        return written == null ? asInstalled(name, now) : written;
    }

    /** What an object of the tariff held when the meter came. */
    DlmsData asInstalled(String name, Instant now) {
        DlmsData held = installed.get(name, now);
        if (held == null) {
            throw new IllegalArgumentException("No meter comes with " + name);
        }
        return held;
    }

    boolean cameWithTwoRates() {
        return tariff.hasTwoRates();
    }

    @Override
    public SwitchingTable table() {
        return new SwitchingTable(
                active("20 0-0:13.0.0.255 3"),
                active("20 0-0:13.0.0.255 4"),
                active("20 0-0:13.0.0.255 5"),
                active("11 0-0:11.0.0.255 2"));
    }

    @Override
    public long[] thresholds(int time) {
        return active("21 0-0:16.0.%s.255 2".formatted(11 + time)).elements().stream()
                .mapToLong(DlmsData::number)
                .toArray();
    }

    @Override
    public boolean resetsDaily() {
        DlmsData written = esme.memory.data(DAILY_RESET);
        return written != null && !written.elements().isEmpty();
    }

    private DlmsData active(String name) {
        return active(name, Instant.EPOCH);
    }

    /** Hundred-thousandths of a pound for each of the charge's units. */
    static double[] prices(DlmsData charge, int count) {
        double factor = scale(charge);
        double[] prices = new double[count];
        List<DlmsData> elements = charge.at(2).elements();
        for (int i = 0; i < Math.min(prices.length, elements.size()); i++) {
            prices[i] = elements.get(i).at(1).number() * factor;
        }
        return prices;
    }

    static double scale(DlmsData charge) {
        return Math.pow(10, charge.at(0).at(1).number() + NEAR_PENCE);
    }

    private double[] prices() {
        return prices(active("113 0-0:19.20.0.255 5"), Registers.PRICED);
    }

    /** Of the register that counts now. */
    long current(Instant now) {
        int script = script(table(), now);
        return Math.round(prices()[esme.registers.counting(script, now)]);
    }

    static int script(Registers.Timetable table, Instant now) {
        int second = LocalTime.ofInstant(now, ZoneOffset.UTC).toSecondOfDay();
        int script = 1;
        for (SwitchingTable.Change change : table.on(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            script = change.second() <= second ? change.script() : script;
        }
        return script;
    }

    /** What was used between two moments, with the standing charge. */
    long cost(Instant from, Instant to) {
        double cost = cost(esme.registers.at(from), esme.registers.at(to), prices());
        SecondElement second = esme.second;
        if (second != null) {
            cost += cost(second.registers().at(from), second.registers().at(to), second.prices());
        }
        DlmsData standing = active("113 0-0:19.20.4.255 5", from);
        double perDay = standing.at(2).at(0).at(1).number() * scale(standing);
        return Math.round(cost + perDay * (to.getEpochSecond() - from.getEpochSecond()) / SECONDS_A_DAY);
    }

    private static double cost(long[] before, long[] after, double[] prices) {
        double cost = 0;
        for (int i = 0; i < prices.length; i++) {
            cost += (after[i] - before[i]) * prices[i] / 1000;
        }
        return cost;
    }
}
