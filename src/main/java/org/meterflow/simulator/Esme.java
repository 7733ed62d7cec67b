package org.meterflow.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.gbcs.DlmsData;
import org.meterflow.metering.gbcs.DlmsTime;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.simulator.SimulatedHome.Variant;

/** What one electricity meter knows: its registers, its money, its switch, and what was written into it. */
final class Esme implements ObjectModel.State, Ledger.Terms {

    /** Where the date is kept before which a former tenant's use is nobody's business. */
    static final String TENANCY = "tenancy";

    static final String BILLING_CALENDAR = "22 0-0:15.0.0.255 4";
    static final int ARMED_EVENT = 0x8F32;
    static final double REACTIVE_SHARE = 0.18;

    private static final String CHANGES = "tariff.changes";
    private static final int CHANGES_KEPT = 12;
    private static final int SWITCHED_ON_EVENT = 0x8F34;
    private static final int SWITCHED_OFF_EVENT = 0x8F0F;
    private static final int CLOCK_NOT_SET = 0x8F0C;
    private static final int COMMISSIONED = 0x8F69;

    private static final double WH_A_YEAR = 3_100_000;
    private static final double WINTER = 0.35;
    private static final double SECOND_ELEMENT_SHARE = 0.27;
    private static final double PANELS_SHARE = 0.2;
    private static final double EXPORT_SHARE = 0.4;
    private static final long EMERGENCY_CREDIT = 1_000_000;
    private static final int PREPAYMENT = 2;
    private static final int CREDIT = 1;
    private static final int NEAR_PENCE = 5;
    private static final long SECONDS_A_DAY = 86_400;

    final Eui64 eui;
    final long seed;
    final Memory memory;
    final Variant variant;
    final Firmware firmware;
    final SupplySwitch supply;
    final Ledger ledger;
    final Registers registers;
    final TopUps topUps;
    final BillingPush billing;
    final EventLog events;
    final EventLog security;

    private final Consumption consumption;
    private final Tariff tariff;
    private final ElectricityTariff asInstalled;
    private final boolean startedOnPrepayment;

    Esme(
            Eui64 eui,
            long seed,
            SimulatedHome.ElectricityMeter meter,
            Memory memory,
            Firmware firmware,
            TokenCheck tokens) {
        this.eui = eui;
        this.seed = seed;
        this.memory = memory;
        this.variant = meter.variant();
        this.firmware = firmware;
        this.consumption = new Consumption(
                seed, WH_A_YEAR, WINTER, thousandths(meter.start().register()));
        this.tariff = Tariff.electricity(seed);
        this.asInstalled = new ElectricityTariff(tariff);
        this.startedOnPrepayment = meter.start().prepayment();
        this.supply = new SupplySwitch(memory);
        this.registers = new Registers(memory, this::imported, consumption(), this::table);
        this.ledger = new Ledger(seed, memory, this, meter.start());
        this.topUps = new TopUps(ledger, supply, tokens, new EventLog(memory, EventLog.EVENTS));
        this.billing = new BillingPush(memory, after -> after == null ? null : Periods.nextBilling(after, calendar()));
        this.events = new EventLog(memory, EventLog.EVENTS);
        this.security = new EventLog(memory, EventLog.SECURITY);
    }

    private java.util.function.ToLongFunction<Instant> consumption() {
        return time -> tariff.hasTwoRates() ? consumption.nightAt(time) : 0;
    }

    private static @Nullable Long thousandths(@Nullable BigDecimal register) {
        return register == null ? null : register.movePointRight(3).longValue();
    }

    @Override
    public Memory memory() {
        return memory;
    }

    /** Wh. */
    long imported(Instant at) {
        return supply.register(consumption, at);
    }

    /** varh. */
    long reactiveImported(Instant at) {
        return (long) (imported(at) * REACTIVE_SHARE);
    }

    /** Wh through the second element. */
    long secondElement(Instant at) {
        return (long) (imported(at) * SECOND_ELEMENT_SHARE);
    }

    /** Wh; nothing where there are no panels on the roof. */
    long exported(Instant at) {
        boolean panels = Consumption.chance(seed, -11) < PANELS_SHARE;
        return panels ? (long) (consumption.at(at) * EXPORT_SHARE) : 0;
    }

    /** W, on average over the last half hour. */
    long power(Instant at) {
        return supply.state() == SupplySwitch.State.ON ? 2 * (imported(at) - imported(at.minusSeconds(1800))) : 0;
    }

    /** The highest half-hourly average of the last day, in W. */
    long highestPower(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        Instant peak = day.minusDays(1).atTime(LocalTime.of(18, 0)).toInstant(ZoneOffset.UTC);
        return 2 * (imported(peak) - imported(peak.minusSeconds(1800)));
    }

    /** What an object of the tariff holds, whether it came with the meter or was activated. */
    DlmsData active(String name, Instant now) {
        DlmsData written = memory.data(name);
        if (written != null) {
            return written;
        }
        DlmsData installed = asInstalled.get(name, now);
        if (installed == null) {
            throw new IllegalArgumentException("No meter comes with " + name);
        }
        return installed;
    }

    SwitchingTable table() {
        return new SwitchingTable(
                active("20 0-0:13.0.0.255 3", Instant.EPOCH),
                active("20 0-0:13.0.0.255 4", Instant.EPOCH),
                active("20 0-0:13.0.0.255 5", Instant.EPOCH),
                active("11 0-0:11.0.0.255 2", Instant.EPOCH));
    }

    /** Hundred-thousandths of a pound for each kWh, by register. */
    private double[] prices() {
        DlmsData charge = active("113 0-0:19.20.0.255 5", Instant.EPOCH);
        double factor = Math.pow(10, charge.at(0).at(1).number() + NEAR_PENCE);
        double[] prices = new double[Registers.ALL];
        List<DlmsData> elements = charge.at(2).elements();
        for (int i = 0; i < Math.min(prices.length, elements.size()); i++) {
            prices[i] = elements.get(i).at(1).number() * factor;
        }
        return prices;
    }

    long currentPrice(Instant now) {
        List<SwitchingTable.Change> changes = table().on(LocalDate.ofInstant(now, ZoneOffset.UTC));
        int second = LocalTime.ofInstant(now, ZoneOffset.UTC).toSecondOfDay();
        int script = 1;
        for (SwitchingTable.Change change : changes) {
            script = change.second() <= second ? change.script() : script;
        }
        return Math.round(prices()[Registers.register(script)]);
    }

    @Override
    public boolean prepayment() {
        DlmsData mode = memory.data("111 0-0:19.0.0.255 2");
        return mode == null ? startedOnPrepayment : mode.at(0).number() == PREPAYMENT;
    }

    DlmsData modeAsInstalled() {
        return DlmsData.structure(
                DlmsData.enumerated(startedOnPrepayment ? PREPAYMENT : CREDIT), DlmsData.enumerated(1));
    }

    @Override
    public long cost(Instant from, Instant to) {
        long[] before = registers.at(from);
        long[] after = registers.at(to);
        double[] prices = prices();
        double cost = 0;
        for (int i = 0; i < Registers.ALL; i++) {
            cost += (after[i] - before[i]) * prices[i] / 1000;
        }
        DlmsData standing = active("113 0-0:19.20.4.255 5", from);
        double perDay = standing.at(2).at(0).at(1).number()
                * Math.pow(10, standing.at(0).at(1).number() + NEAR_PENCE);
        return Math.round(cost + perDay * (to.getEpochSecond() - from.getEpochSecond()) / SECONDS_A_DAY);
    }

    @Override
    public long emergencyLimit() {
        return number("112 0-0:19.10.1.255 9", EMERGENCY_CREDIT);
    }

    long number(String name, long asInstalled) {
        DlmsData written = memory.data(name);
        return written == null ? asInstalled : written.number();
    }

    @Override
    public long debtRate(int debt) {
        DlmsData charge = memory.data("113 0-0:19.20." + debt + ".255 5");
        if (charge == null || charge.at(2).elements().isEmpty()) {
            return 0;
        }
        double rate = charge.at(2).at(0).at(1).number()
                * Math.pow(10, charge.at(0).at(1).number() + NEAR_PENCE);
        long period = Math.max(1, number("113 0-0:19.20." + debt + ".255 8", SECONDS_A_DAY));
        return Math.round(rate * SECONDS_A_DAY / period);
    }

    @Override
    public int paymentDebtShare() {
        return (int) number("113 0-0:19.20.3.255 13", 0);
    }

    /** When bills end: times of four bytes with dates of five. */
    List<DlmsData> calendar() {
        DlmsData written = memory.data(BILLING_CALENDAR);
        return written == null
                ? List.of(DlmsData.structure(EsmeModel.octets("00000000"), EsmeModel.octets("FFFFFF01FF")))
                : written.elements();
    }

    void switchOn(Instant now) {
        supply.on(now);
        events.add(now, SWITCHED_ON_EVENT, "");
    }

    void switchOff(Instant now) {
        supply.off(now);
        events.add(now, SWITCHED_OFF_EVENT, "");
    }

    Duration clockWrongBy() {
        return DeviceClock.wrongBy(memory);
    }

    /** The first time the clock is set, the meter is in service. */
    void setClock(Instant from, Instant to, Task task) {
        Instant network = task.now().minus(clockWrongBy());
        if (!DeviceClock.set(memory, network, from, to)) {
            task.alerts().say(Announcement.dlms(CLOCK_NOT_SET));
            security.add(task.now(), CLOCK_NOT_SET);
        } else if (!memory.has("commissioned")) {
            memory.put("commissioned", task.now());
            task.alerts().say(Announcement.dlms(COMMISSIONED));
        }
    }

    /** Nothing before this is told of the home's use. */
    Instant tenancyBegan() {
        DlmsData date = memory.data(TENANCY);
        Instant began = date == null ? null : DlmsTime.instant(date.text());
        return began == null ? Instant.MIN : began;
    }

    @Override
    public void beforeChange(Instant now) {
        registers.settle(now);
        ledger.settle(now);
    }

    @Override
    public void activated(String activation, Instant now) {
        if (activation.startsWith("111 ") || activation.startsWith("20 0-0:13.0.0")) {
            memory.append(CHANGES, Long.toString(now.getEpochSecond()), CHANGES_KEPT);
        }
    }

    /** When tariff or mode changed. */
    List<Instant> changes() {
        return memory.lines(CHANGES).stream()
                .map(line -> Instant.ofEpochSecond(Long.parseLong(line)))
                .toList();
    }

    /** A meter in a polyphase home reports of three phases. */
    int phases() {
        return variant == Variant.POLYPHASE ? 3 : 1;
    }

    /** Volts on average over a period, within what a network keeps; a few homes get it at the edge. */
    long volts(int phase, Instant at) {
        long halfHour = at.getEpochSecond() / 1800;
        double edge = Consumption.chance(seed, -12 - phase) < 0.02 ? 12 : 0;
        return Math.round(240 + edge + 8 * (Consumption.chance(seed + phase, halfHour) - 0.5));
    }

    Octets identity() {
        return Octets.of(eui.bytes());
    }
}
