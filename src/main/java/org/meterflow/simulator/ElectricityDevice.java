package org.meterflow.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.Octets;

/** An electricity meter: its objects, its books, and a watch over its credit where it is kept. */
final class ElectricityDevice extends DlmsDevice<Esme> {

    private static final Duration WATCH = Duration.ofMinutes(30);
    private static final String NEXT_LOOK = "watch.next";

    private final CreditWatch watch;
    private final VoltageWatch voltage;
    private final LoadLimit loadLimit;
    private final KeyPad keys;

    ElectricityDevice(Esme esme) {
        super(EsmeModel.of(esme.variant), esme);
        this.watch = new CreditWatch(esme.memory, esme.ledger, esme.supply, Announcement::dlms);
        this.voltage = new VoltageWatch(esme);
        this.loadLimit = new LoadLimit(esme);
        this.keys = new KeyPad(esme.supply, esme.events, esme.topUps, esme.emergency);
    }

    @Override
    public KeyPad keyPad() {
        return keys;
    }

    /** A command may have changed a limit, or begun to keep an account. */
    @Override
    public Octets execute(Task task) {
        Octets answer = super.execute(task);
        Esme esme = state();
        if (watched(esme) && !esme.memory.has(NEXT_LOOK)) {
            esme.memory.put(NEXT_LOOK, task.now().plus(WATCH));
        }
        voltage.look(task.now(), task.alerts());
        loadLimit.look(task.now(), task.alerts());
        return answer;
    }

    @Override
    public void passTime(Instant now, Announcer alerts) {
        super.passTime(now, alerts);
        Esme esme = state();
        Instant ended = esme.billing.ended(now);
        if (ended != null) {
            alerts.say(EsmeBills.bill(esme, ended));
            esme.registers.endPeriod(ended);
        }
        if (watched(esme)) {
            watch.look(limits(esme, now), now, alerts);
            esme.memory.put(NEXT_LOOK, now.plus(WATCH));
        }
        voltage.look(now, alerts);
        loadLimit.look(now, alerts);
    }

    private static boolean watched(Esme esme) {
        return esme.terms.prepayment() && esme.ledger.isKept();
    }

    private static CreditWatch.Limits limits(Esme esme, Instant now) {
        DlmsData threshold = esme.memory.data("21 0-0:16.0.1.255 2");
        DlmsData schedule = esme.memory.data("10 0-0:12.0.1.255 2");
        DlmsData specialDays = esme.memory.data("11 0-0:11.0.2.255 2");
        return new CreditWatch.Limits(
                threshold == null ? 0 : threshold.at(0).number(),
                esme.number(EsmeLimits.LOW_CREDIT, EsmeLimits.LOW_CREDIT_AS_MADE),
                esme.terms.emergencyThreshold(),
                schedule != null && FriendlyHours.isOn(schedule, specialDays, now));
    }

    @Override
    public @Nullable Instant nextDue() {
        return Periods.earliest(
                super.nextDue(),
                state().memory.time(NEXT_LOOK),
                state().billing.due(),
                voltage.nextDue(),
                loadLimit.nextDue());
    }

    @Override
    public boolean reports(int code) {
        return EventChoices.isReported(state().memory, code);
    }

    @Override
    public void note(int code, Instant at) {
        (Announcement.isCritical(code) ? state().security : state().events).add(at, code);
    }

    @Override
    public DeviceView.Account account(Instant now) {
        return DeviceView.Account.of(state().energy.imported(now), state().ledger, now);
    }
}
