package org.meterflow.simulator;

import static java.util.stream.Collectors.joining;

import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.Utrn;
import org.meterflow.gbcs.Utrn.ValueClass;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/**
 * Takes tokens of the supplier a meter trusts with top-ups, each counter once, in whatever order they come: the meter remembers
 * the hundred highest, and takes none below them (GBCS 14.1, 14.3.6). Another supplier has counters of its own.
 */
final class SupplierTokens implements TokenCheck {

    private static final String USED = "top-up.counters.";
    private static final String BETWEEN = " ";
    private static final int REMEMBERED = 100;
    private static final int COUNTERS_IN_A_TOKEN = 1024;
    private static final long PENNY = 1_000;
    private static final long POUND = 100_000;

    private final Eui64 device;
    private final DeviceState state;
    private final TrustStore trust;
    private final Supplier<DeviceKeys> keys;
    private final GbcsCrypto crypto;

    SupplierTokens(Eui64 device, DeviceState state, TrustStore trust, Supplier<DeviceKeys> keys, GbcsCrypto crypto) {
        this.device = device;
        this.state = state;
        this.trust = trust;
        this.keys = keys;
        this.crypto = crypto;
    }

    @Override
    public Verdict check(String digits, long counter) {
        Credential supplier = trust.in(TrustCell.SUPPLIER_PREPAYMENT);
        if (supplier == null) {
            return new Verdict.NotAuthentic();
        }
        Utrn token;
        try {
            token = new Utrn(digits);
        } catch (MalformedGbcs misspelt) {
            return new Verdict.NotAuthentic();
        }
        RequestId id = new RequestId(supplier.party(), device, counter);
        if (!token.isMadeFor(crypto, id, keys.get().agreement(), supplier.key())) {
            return new Verdict.NotAuthentic();
        }
        if (!isNew(supplier.party(), counter)) {
            return new Verdict.UsedBefore();
        }
        return new Verdict.Good(token.value() * (token.valueClass() == ValueClass.POUNDS ? POUND : PENNY), counter);
    }

    /** Remembers it when it is. */
    private boolean isNew(Eui64 supplier, long counter) {
        NavigableSet<Long> used = used(supplier);
        boolean tooOld = !state.isHigher(supplier, counter, true)
                || used.size() == REMEMBERED && Long.compareUnsigned(counter, used.first()) < 0;
        if (tooOld || !used.add(counter)) {
            return false;
        }
        if (used.size() > REMEMBERED) {
            used.pollFirst();
        }
        state.memory()
                .put(
                        USED + supplier.value(),
                        used.stream().map(Long::toUnsignedString).collect(joining(BETWEEN)));
        return true;
    }

    private NavigableSet<Long> used(Eui64 supplier) {
        NavigableSet<Long> used = new TreeSet<>(Long::compareUnsigned);
        String remembered = state.memory().get(USED + supplier.value());
        if (remembered != null) {
            Stream.of(remembered.split(BETWEEN)).map(Long::parseUnsignedLong).forEach(used::add);
        }
        return used;
    }

    /** A token says ten bits of its counter: it is the next one that ends with them, or else the last one that did. */
    @Override
    public Verdict checkTyped(String digits) {
        Credential supplier = trust.in(TrustCell.SUPPLIER_PREPAYMENT);
        if (supplier == null) {
            return new Verdict.NotAuthentic();
        }
        try {
            NavigableSet<Long> used = used(supplier.party());
            long heard = state.lastTopUp(supplier.party());
            long base = Math.max(used.isEmpty() ? 0 : used.last(), heard) >>> Integer.SIZE;
            long ahead = Math.floorMod(new Utrn(digits).counterBits() - base, (long) COUNTERS_IN_A_TOKEN);
            Verdict next = check(digits, base + ahead << Integer.SIZE);
            long before = base + ahead - COUNTERS_IN_A_TOKEN << Integer.SIZE;
            return next instanceof Verdict.NotAuthentic && before > 0 ? check(digits, before) : next;
        } catch (MalformedGbcs misspelt) {
            return new Verdict.NotAuthentic();
        }
    }
}
