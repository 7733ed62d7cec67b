package org.meterflow.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Octets;

/** A gas meter, or the proxy that mirrors it: its books, its keys, and what it does as time passes. */
final class GasDevice implements Behaviour {

    private static final int RELIABLE = 0x00;
    private static final int UNRELIABLE = 0x02;
    private static final int TO_THE_SUPPLIER = 0x08;
    private static final Duration WATCH = Duration.ofMinutes(30);
    private static final String NEXT_LOOK = "watch.next";

    private final Gsme gsme;
    private final GasContents contents;
    private final GasSnapshots snapshots;
    private final GasComponents components;
    private final CreditWatch watch;
    private final boolean isProxy;
    private final GasFriendlyHours friendly;
    private final @Nullable KeyPad keys;

    /** @param isProxy it mirrors the meter, and does nothing by itself */
    GasDevice(Gsme gsme, boolean isProxy) {
        this.gsme = gsme;
        this.contents = new GasContents(gsme);
        this.snapshots = new GasSnapshots(gsme);
        this.components = new GasComponents(
                new GasAttributes(gsme),
                new GasCommands(gsme, contents, new GasMoney(gsme)),
                new GasPublishing(gsme, snapshots));
        this.watch = new CreditWatch(gsme.memory, gsme.ledger, gsme.supply, Announcement::gas);
        this.isProxy = isProxy;
        this.friendly = new GasFriendlyHours(gsme.memory);
        this.keys = isProxy ? null : new KeyPad(gsme.supply, gsme.events, gsme.topUps, gsme.emergency);
    }

    @Override
    public @Nullable KeyPad keyPad() {
        return keys;
    }

    @Override
    public boolean reports(int code) {
        long behaviour = gsme.memory.number("gas.event." + code, TO_THE_SUPPLIER);
        return Announcement.isCritical(code) || (behaviour & TO_THE_SUPPLIER) != 0;
    }

    Gsme gsme() {
        return gsme;
    }

    @Override
    public int clockStatus() {
        return DeviceClock.isReliable(gsme.memory) ? RELIABLE : UNRELIABLE;
    }

    @Override
    public Announcement alert(int code) {
        return Announcement.gas(code);
    }

    @Override
    public void note(int code, Instant at) {
        (Announcement.isCritical(code) ? gsme.security : gsme.events).add(at, code);
    }

    @Override
    public Octets execute(Task task) {
        Octets answer = components.execute(task);
        if (!isProxy && watched() && !gsme.memory.has(NEXT_LOOK)) {
            gsme.memory.put(NEXT_LOOK, task.now().plus(WATCH));
        }
        return answer;
    }

    @Override
    public void passTime(Instant now, Announcer alerts) {
        if (isProxy) {
            return;
        }
        contents.carryOutDue(now, alerts);
        Instant ended = gsme.billing.ended(now);
        if (ended != null) {
            alerts.say(snapshots.bill(ended));
            gsme.registers.endPeriod(ended);
        }
        if (watched()) {
            GasTerms terms = gsme.terms;
            watch.look(
                    new CreditWatch.Limits(
                            terms.cutOff(), terms.lowCredit(), terms.emergencyThreshold(), friendly.areOn(now)),
                    now,
                    alerts);
            gsme.memory.put(NEXT_LOOK, now.plus(WATCH));
        }
    }

    private boolean watched() {
        return gsme.terms.prepayment() && gsme.ledger.isKept();
    }

    @Override
    public @Nullable Instant nextDue() {
        if (isProxy) {
            return null;
        }
        return Periods.earliest(contents.nextDue(), gsme.memory.time(NEXT_LOOK), gsme.billing.due());
    }

    @Override
    public DeviceView.Account account(Instant now) {
        return DeviceView.Account.of(gsme.used(now), gsme.ledger, now);
    }
}
