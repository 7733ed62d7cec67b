package org.meterflow.simulator;

import java.time.Instant;
import java.util.Collections;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.Octets;

/**
 * The second circuit of a twin element meter, behind which storage heaters are charged: a register that grows by itself,
 * four registers by time of use, and a calendar and prices of its own.
 */
final class SecondElement implements Registers.Rules {

    static final int TIMES = 4;
    static final String CHARGE = "113 0-0:19.20.5.255 5";
    static final String CALENDAR = "20 0-0:13.0.1.255 ";
    static final String SPECIAL_DAYS = "11 0-0:11.0.1.255 2";

    private static final double WH_A_YEAR = 2_400_000;
    private static final double WINTER = 0.65;
    private static final int PRICE = 1010;
    private static final Octets IMPORT = Octets.ofHex("0114010800FF");
    private static final DlmsData CHARGE_AS_MADE = DlmsData.structure(
            DlmsData.structure(DlmsData.i8(3), DlmsData.i8(-5)),
            DlmsData.structure(DlmsData.u16(3), DlmsData.octets(IMPORT), DlmsData.i8(2)),
            new DlmsData.Array(
                    Collections.nCopies(TIMES, DlmsData.structure(Shapes.octets("01"), DlmsData.i16(PRICE)))));

    private final Esme esme;
    private final Consumption consumption;
    private final Registers registers;

    SecondElement(Esme esme) {
        this.esme = esme;
        this.consumption = new Consumption(esme.seed + 1, WH_A_YEAR, WINTER, null, Consumption.STORAGE_HEATING);
        this.registers = new Registers(
                esme.memory,
                "registers.second",
                this::imported,
                at -> esme.prices.cameWithTwoRates() ? importedAtNight(at) : 0,
                this);
    }

    /** Wh. */
    long imported(Instant at) {
        return esme.supply.register(consumption::at, at);
    }

    private long importedAtNight(Instant at) {
        return esme.supply.register(consumption::nightAt, at);
    }

    Registers registers() {
        return registers;
    }

    /** Scripts 201 to 204, or the numbers 1 to 4 of the tariff it came with. */
    @Override
    public SwitchingTable table() {
        return new SwitchingTable(calendar(3), calendar(4), calendar(5), specialDays());
    }

    /** As it was activated, or as the first element's came with the meter. */
    DlmsData calendar(int attribute) {
        DlmsData written = esme.memory.data(CALENDAR + attribute);
        return written == null ? esme.prices.asInstalled("20 0-0:13.0.0.255 " + attribute, Instant.EPOCH) : written;
    }

    private DlmsData specialDays() {
        DlmsData written = esme.memory.data(SPECIAL_DAYS);
        return written == null ? DlmsData.array() : written;
    }

    @Override
    public long[] thresholds(int time) {
        return new long[0];
    }

    @Override
    public boolean resetsDaily() {
        return false;
    }

    DlmsData charge() {
        DlmsData written = esme.memory.data(CHARGE);
        return written == null ? CHARGE_AS_MADE : written;
    }

    double[] prices() {
        return EsmePrices.prices(charge(), TIMES);
    }

    long currentPrice(Instant now) {
        int counting = registers.counting(EsmePrices.script(table(), now), now);
        return Math.round(prices()[Math.min(counting, TIMES - 1)]);
    }

    DlmsData byTime(Instant at) {
        return EsmeRows.registers(registers.at(at), 0, TIMES);
    }
}
