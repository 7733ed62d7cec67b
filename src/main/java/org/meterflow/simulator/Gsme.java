package org.meterflow.simulator;

import java.time.Instant;
import org.meterflow.simulator.SimulatedHome.Start;

/** What one gas meter knows, and its proxy with it: litres used, money, valve, and the contents of commands it keeps. */
final class Gsme {

    static final int BASIC = 0x0000;
    static final int PRICE = 0x0700;
    static final int METERING = 0x0702;
    static final int PREPAYMENT = 0x0705;
    static final int CALENDAR = 0x0707;
    static final int DEVICE_MANAGEMENT = 0x0708;

    static final String TENANCY = "tenancy";

    private static final double LITRES_A_YEAR = 1_050_000;
    private static final double WINTER = 0.7;

    final Memory memory;
    final Firmware firmware;
    final SupplySwitch supply;
    final GasKept kept;
    final GasPrices prices;
    final GasTerms terms;
    final Registers registers;
    final Ledger ledger;
    final SupplyArming arming;
    final EmergencyCredit emergency;
    final TopUps topUps;
    final BillingPush billing;
    final TariffChanges changes;
    final EventLog events;
    final EventLog security;

    private final Consumption consumption;

    Gsme(long seed, Start start, Memory memory, Firmware firmware, TokenCheck tokens) {
        this.memory = memory;
        this.firmware = firmware;
        this.consumption = new Consumption(seed, LITRES_A_YEAR, WINTER, start.registerInThousandths());
        this.supply = new SupplySwitch(memory);
        this.events = new EventLog(memory, EventLog.EVENTS);
        this.security = new EventLog(memory, EventLog.SECURITY);
        this.kept = new GasKept(memory);
        this.prices = new GasPrices(this, Tariff.gas(seed));
        this.terms = new GasTerms(kept, memory, prices, start.prepayment());
        this.registers = new Registers(memory, "registers", this::used, night -> 0, prices);
        this.ledger = new Ledger(seed, memory, terms, start);
        this.arming = new SupplyArming(supply, events, Announcement::gas);
        this.emergency = new EmergencyCredit(ledger, terms, arming, events, Announcement::gas);
        this.topUps = new TopUps(ledger, terms, arming, tokens, events, memory, Announcement::gas);
        this.billing = new BillingPush(memory, new GasBilling(kept)::next);
        this.changes = new TariffChanges(memory);
    }

    /** Litres. */
    long used(Instant at) {
        return supply.register(consumption::at, at);
    }

    /** Called before a tariff or the account's terms change, so that what was used is paid at the old ones. */
    void beforeChange(Instant now) {
        registers.settle(now);
        ledger.settle(now);
    }

    /** Nothing before the present tenancy is told of the home's use. */
    Instant sinceTenancy(Instant from) {
        Instant began = memory.time(TENANCY);
        return began == null || !from.isBefore(began) ? from : began;
    }
}
