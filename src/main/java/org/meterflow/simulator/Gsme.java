package org.meterflow.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** What one gas meter knows, and its proxy with it: litres used, money, valve, and the contents of commands it keeps. */
final class Gsme implements Ledger.Terms {

    static final int BASIC = 0x0000;
    static final int PRICE = 0x0700;
    static final int METERING = 0x0702;
    static final int MESSAGING = 0x0703;
    static final int PREPAYMENT = 0x0705;
    static final int CALENDAR = 0x0707;
    static final int DEVICE_MANAGEMENT = 0x0708;
    static final int EVENTS = 0x0709;

    static final String TENANCY = "tenancy";
    static final String NETWORK_DATA_SINCE = "gas.sampling-since";

    private static final double LITRES_A_YEAR = 1_050_000;
    private static final double WINTER = 0.7;
    private static final long EMERGENCY_CREDIT = 1_000_000;
    private static final int PREPAYMENT_MODE = 0x0097;
    private static final int CREDIT_MODE = 0x0C94;
    private static final int PREPAYMENT_BIT = 0x02;
    private static final int WEEKS = 2;
    private static final int MONTHS = 3;
    private static final String CHANGES = "tariff.changes";
    private static final int CHANGES_KEPT = 12;

    final Eui64 eui;
    final long seed;
    final Memory memory;
    final Firmware firmware;
    final SupplySwitch supply;
    final Ledger ledger;
    final GasPrices prices;
    final Registers registers;
    final SupplyArming arming;
    final TopUps topUps;
    final BillingPush billing;
    final EventLog events;
    final EventLog security;

    private final Consumption consumption;
    private final Tariff tariff;
    private final boolean startedOnPrepayment;

    Gsme(Eui64 eui, long seed, SimulatedHome.Start start, Memory memory, Firmware firmware, TokenCheck tokens) {
        this.eui = eui;
        this.seed = seed;
        this.memory = memory;
        this.firmware = firmware;
        this.consumption = new Consumption(seed, LITRES_A_YEAR, WINTER, thousandths(start.register()));
        this.tariff = Tariff.gas(seed);
        this.startedOnPrepayment = start.prepayment();
        this.supply = new SupplySwitch(memory);
        this.events = new EventLog(memory, EventLog.EVENTS);
        this.security = new EventLog(memory, EventLog.SECURITY);
        this.prices = new GasPrices(this, tariff);
        this.registers = new Registers(memory, "registers", this::used, night -> 0, prices);
        this.ledger = new Ledger(seed, memory, this, start);
        this.arming = new SupplyArming(supply, events, Announcement::gas);
        this.topUps = new TopUps(ledger, arming, tokens, events, Announcement::gas);
        this.billing = new BillingPush(memory, this::nextBilling);
    }

    private static @Nullable Long thousandths(@Nullable BigDecimal register) {
        return register == null ? null : register.movePointRight(3).longValue();
    }

    /** Litres. */
    long used(Instant at) {
        return supply.register(consumption::at, at);
    }

    /** The content of the last command of a kind that is in force; null while it is as the meter was made. */
    @Nullable
    Octets kept(int cluster, int command) {
        return memory.octets(GasCommands.kept(cluster, command));
    }

    /** A number inside such a content, lowest byte first. */
    long keptNumber(int cluster, int command, int offset, int length, long asMade) {
        Octets content = kept(cluster, command);
        if (content == null || content.length() < offset + length) {
            return asMade;
        }
        OctetReader reader = new OctetReader(content.bytes());
        reader.take(offset, "what comes before");
        return reader.littleEndian(length, "a number");
    }

    int mode() {
        return (int) keptNumber(PREPAYMENT, 0x06, 12, 2, startedOnPrepayment ? PREPAYMENT_MODE : CREDIT_MODE);
    }

    @Override
    public boolean prepayment() {
        return (mode() & PREPAYMENT_BIT) != 0;
    }

    long cutOff() {
        return (int) keptNumber(PREPAYMENT, 0x06, 14, 4, 0);
    }

    @Override
    public long emergencyLimit() {
        return keptNumber(PREPAYMENT, 0x03, 8, 4, EMERGENCY_CREDIT);
    }

    long emergencyThreshold() {
        return keptNumber(PREPAYMENT, 0x03, 12, 4, 100_000);
    }

    long lowCredit() {
        return keptNumber(PREPAYMENT, 0x09, 0, 4, 200_000);
    }

    long debtCap() {
        return (int) keptNumber(PREPAYMENT, 0x0C, 12, 4, 500_000);
    }

    long maxBalance() {
        return keptNumber(PREPAYMENT, 0x0B, 12, 4, 25_000_000);
    }

    long maxCredit() {
        return keptNumber(PREPAYMENT, 0x0B, 16, 4, 25_000_000);
    }

    long standingCharge() {
        return keptNumber(PRICE, 0x04, 24, 4, tariff.standingCharge());
    }

    @Override
    public long cost(Instant from, Instant to) {
        return prices.cost(from, to);
    }

    @Override
    public long debtRate(int debt) {
        return memory.number("gas.debt-rate." + debt, 0);
    }

    @Override
    public int paymentDebtShare() {
        return (int) memory.number("gas.debt-share", 0);
    }

    /** From the calendar's start on, every so many days, weeks or months. */
    private @Nullable Instant nextBilling(@Nullable Instant after) {
        Octets calendar = kept(PRICE, 0x09);
        if (calendar == null || after == null) {
            return null;
        }
        long every = Math.max(1, keptNumber(PRICE, 0x09, 12, 3, 1));
        int unit = (int) keptNumber(PRICE, 0x09, 15, 1, 0) & 0x0F;
        LocalDateTime start =
                LocalDateTime.ofInstant(DlmsTime.since2000(keptNumber(PRICE, 0x09, 8, 4, 0)), ZoneOffset.UTC);
        LocalDateTime last = LocalDateTime.ofInstant(after, ZoneOffset.UTC);
        ChronoUnit units = unit == MONTHS ? ChronoUnit.MONTHS : unit == WEEKS ? ChronoUnit.WEEKS : ChronoUnit.DAYS;
        long passed = start.isAfter(last) ? 0 : units.between(start, last) / every + 1;
        LocalDateTime next = start.plus(passed * every, units);
        return next.toInstant(ZoneOffset.UTC);
    }

    void beforeChange(Instant now) {
        registers.settle(now);
        ledger.settle(now);
    }

    void changed(Instant now) {
        memory.append(CHANGES, Long.toString(now.getEpochSecond()), CHANGES_KEPT);
    }

    List<Instant> changes() {
        return memory.lines(CHANGES).stream()
                .map(line -> Instant.ofEpochSecond(Long.parseLong(line)))
                .toList();
    }

    /** Nothing before this is told of the home's use. */
    Instant tenancyBegan() {
        Instant began = memory.time(TENANCY);
        return began == null ? Instant.MIN : began;
    }

    static long now(Instant now) {
        return DlmsTime.secondsSince2000(now);
    }
}
