package org.meterflow.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.SimulatedHome.Variant;

/** What one electricity meter knows: its registers, its money, its switch, and what was written into it. */
final class Esme implements ObjectModel.State {

    /** Where the date is kept before which a former tenant's use is nobody's business. */
    static final String TENANCY = "tenancy";

    static final String BILLING_CALENDAR = "22 0-0:15.0.0.255 4";

    private static final double WH_A_YEAR = 3_100_000;
    private static final double WINTER = 0.35;

    final Eui64 eui;
    final long seed;
    final Memory memory;
    final Variant variant;
    final Firmware firmware;
    final SupplySwitch supply;
    final HomeLoad load;
    final EsmeEnergy energy;
    final Mains mains;
    final EsmePrices prices;
    final Registers registers;

    /** Null but in twin element meters. */
    final @Nullable SecondElement second;

    final EsmeTerms terms;
    final Ledger ledger;
    final SupplyArming arming;
    final EmergencyCredit emergency;
    final TopUps topUps;
    final BillingPush billing;
    final TariffChanges changes;
    final EventLog events;
    final EventLog security;

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
        Consumption consumption =
                new Consumption(seed, WH_A_YEAR, WINTER, meter.start().registerInThousandths());
        this.supply = new SupplySwitch(memory);
        this.load = new HomeLoad(consumption, supply, memory);
        this.energy = new EsmeEnergy(seed, consumption, load);
        this.mains = new Mains(seed, memory);
        this.prices = new EsmePrices(this, Tariff.electricity(seed));
        this.registers = new Registers(
                memory,
                "registers",
                energy::imported,
                at -> prices.cameWithTwoRates() ? load.usedAtNight(at) : 0,
                prices);
        this.second = variant == Variant.TWIN ? new SecondElement(this) : null;
        this.terms = new EsmeTerms(this, meter.start().prepayment());
        this.ledger = new Ledger(seed, memory, terms, meter.start());
        this.billing = new BillingPush(memory, after -> after == null ? null : Periods.nextBilling(after, calendar()));
        this.changes = new TariffChanges(memory);
        this.events = new EventLog(memory, EventLog.EVENTS);
        this.security = new EventLog(memory, EventLog.SECURITY);
        this.arming = new SupplyArming(supply, events, Announcement::dlms);
        this.emergency = new EmergencyCredit(ledger, terms, arming, events, Announcement::dlms);
        this.topUps = new TopUps(ledger, terms, arming, tokens, events, memory, Announcement::dlms);
    }

    @Override
    public Memory memory() {
        return memory;
    }

    long number(String name, long asInstalled) {
        DlmsData written = memory.data(name);
        return written == null ? asInstalled : written.number();
    }

    /** When bills end: times of four bytes with dates of five. */
    List<DlmsData> calendar() {
        DlmsData written = memory.data(BILLING_CALENDAR);
        return written == null ? Periods.MONTHLY : written.elements();
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
        if (second != null) {
            second.registers().settle(now);
        }
        ledger.settle(now);
    }

    @Override
    public void activated(String activation, Instant now) {
        if (activation.startsWith("111 ") || activation.startsWith("20 0-0:13.0.0")) {
            changes.add(now);
        }
    }

    /** A meter in a polyphase home reports of three phases. */
    int phases() {
        return variant == Variant.POLYPHASE ? 3 : 1;
    }

    Octets identity() {
        return Octets.of(eui.bytes());
    }
}
