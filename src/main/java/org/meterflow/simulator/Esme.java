package org.meterflow.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.SimulatedHome.Variant;

/** What one electricity meter knows: its registers, its money, its switch, and what was written into it. */
final class Esme implements ObjectModel.State, Ledger.Terms {

    /** Where the date is kept before which a former tenant's use is nobody's business. */
    static final String TENANCY = "tenancy";

    static final String BILLING_CALENDAR = "22 0-0:15.0.0.255 4";
    static final double REACTIVE_SHARE = 0.18;

    private static final String CHANGES = "tariff.changes";
    private static final int CHANGES_KEPT = 12;

    /** A command was carried out at once. */
    static final int COMMANDED_EVENT = 0x8154;

    private static final int CLOCK_NOT_SET = 0x8F0C;
    private static final int COMMISSIONED = 0x8F69;

    private static final double WH_A_YEAR = 3_100_000;
    private static final double WINTER = 0.35;
    private static final double PANELS_SHARE = 0.2;
    private static final double EXPORT_SHARE = 0.4;
    private static final long EMERGENCY_CREDIT = 1_000_000;
    private static final int PREPAYMENT = 2;
    private static final int CREDIT = 1;
    private static final long SECONDS_A_DAY = 86_400;

    final Eui64 eui;
    final long seed;
    final Memory memory;
    final Variant variant;
    final Firmware firmware;
    final SupplySwitch supply;
    final Ledger ledger;
    final Registers registers;
    final EsmePrices prices;
    final Mains mains;

    final HomeLoad load;

    /** Null but in twin element meters. */
    final @Nullable SecondElement second;

    final SupplyArming arming;
    final TopUps topUps;
    final BillingPush billing;
    final EventLog events;
    final EventLog security;

    private final Consumption consumption;
    private final Tariff tariff;
    private final ElectricityTariff installedTariff;
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
        this.installedTariff = new ElectricityTariff(tariff);
        this.startedOnPrepayment = meter.start().prepayment();
        this.supply = new SupplySwitch(memory);
        this.load = new HomeLoad(consumption, supply, memory);
        this.mains = new Mains(seed, memory);
        this.prices = new EsmePrices(this);
        this.registers = new Registers(
                memory, "registers", this::imported, at -> hasTwoRates() ? load.usedAtNight(at) : 0, prices);
        this.second = variant == Variant.TWIN ? new SecondElement(this) : null;
        this.ledger = new Ledger(seed, memory, this, meter.start());
        this.billing = new BillingPush(memory, after -> after == null ? null : Periods.nextBilling(after, calendar()));
        this.events = new EventLog(memory, EventLog.EVENTS);
        this.arming = new SupplyArming(supply, events, Announcement::dlms);
        this.topUps = new TopUps(ledger, arming, tokens, events, Announcement::dlms);
        this.security = new EventLog(memory, EventLog.SECURITY);
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
        return load.used(at);
    }

    /** varh. */
    long reactiveImported(Instant at) {
        return (long) (imported(at) * REACTIVE_SHARE);
    }

    /** Wh; nothing where there are no panels on the roof. */
    long exported(Instant at) {
        boolean panels = Consumption.chance(seed, -11) < PANELS_SHARE;
        return panels ? (long) (consumption.at(at) * EXPORT_SHARE) : 0;
    }

    /** From now on so many watts are drawn beside the usual ones; 0 for none. */
    void draw(int watts, Instant now) {
        if (watts > 0 && !load.isHeavy()) {
            load.begin(watts, now);
        } else if (watts == 0 && load.isHeavy()) {
            load.end(now);
        }
    }

    /** @param volts null for the usual ones */
    void feed(@Nullable Integer volts, Instant now) {
        if (volts == null) {
            mains.recover(now);
        } else {
            mains.become(volts, now);
        }
    }

    boolean isDisturbed() {
        return load.isHeavy() || mains.isWrong();
    }

    /** The highest half-hourly average of the last day, in W. */
    long highestPower(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        Instant peak = day.minusDays(1).atTime(LocalTime.of(18, 0)).toInstant(ZoneOffset.UTC);
        return 2 * (imported(peak) - imported(peak.minusSeconds(1800)));
    }

    /** What an object of the tariff held when the meter came. */
    DlmsData asInstalled(String name, Instant now) {
        DlmsData installed = installedTariff.get(name, now);
        if (installed == null) {
            throw new IllegalArgumentException("No meter comes with " + name);
        }
        return installed;
    }

    boolean hasTwoRates() {
        return tariff.hasTwoRates();
    }

    /** What an object of the tariff holds, whether it came with the meter or was activated. */
    DlmsData active(String name, Instant now) {
        DlmsData written = memory.data(name);
        if (written != null) {
            return written;
        }
        return asInstalled(name, now);
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
        return prices.cost(from, to);
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
        double rate = charge.at(2).at(0).at(1).number() * EsmePrices.scale(charge);
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
        events.add(now, COMMANDED_EVENT, "");
    }

    void switchOff(Instant now) {
        supply.off(now);
        events.add(now, COMMANDED_EVENT, "");
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

    private void settleRegisters(Instant now) {
        registers.settle(now);
        if (second != null) {
            second.registers().settle(now);
        }
    }

    @Override
    public void beforeChange(Instant now) {
        settleRegisters(now);
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

    Octets identity() {
        return Octets.of(eui.bytes());
    }
}
