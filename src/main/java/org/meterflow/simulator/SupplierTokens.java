package org.meterflow.simulator;

import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.Utrn;
import org.meterflow.gbcs.Utrn.ValueClass;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/** Takes tokens of the supplier a meter trusts with top-ups, each counter once; another supplier has counters of its own. */
final class SupplierTokens implements TokenCheck {

    private static final String LAST = "top-up.counter.";
    private static final int COUNTERS_IN_A_TOKEN = 1024;
    private static final long PENNY = 1_000;
    private static final long POUND = 100_000;

    private final Eui64 device;
    private final Memory memory;
    private final TrustStore trust;
    private final Supplier<DeviceKeys> keys;
    private final GbcsCrypto crypto;
    private final ToLongFunction<Eui64> known;

    /** @param known the highest counter a party's top-ups came with, or were said to begin after */
    SupplierTokens(
            Eui64 device,
            Memory memory,
            TrustStore trust,
            Supplier<DeviceKeys> keys,
            GbcsCrypto crypto,
            ToLongFunction<Eui64> known) {
        this.device = device;
        this.known = known;
        this.memory = memory;
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
        String used = LAST + supplier.party().value();
        String last = memory.get(used);
        if (last != null && Long.compareUnsigned(counter, Long.parseUnsignedLong(last)) <= 0) {
            return new Verdict.UsedBefore();
        }
        memory.put(used, Long.toUnsignedString(counter));
        return new Verdict.Good(token.value() * (token.valueClass() == ValueClass.POUNDS ? POUND : PENNY), counter);
    }

    /** A token says ten bits of its counter: it is the next one that ends with them, or the last one again. */
    @Override
    public Verdict checkTyped(String digits) {
        Credential supplier = trust.in(TrustCell.SUPPLIER_PREPAYMENT);
        if (supplier == null) {
            return new Verdict.NotAuthentic();
        }
        try {
            String last = memory.get(LAST + supplier.party().value());
            long used = last == null ? 0 : Long.parseUnsignedLong(last);
            long floor = known.applyAsLong(supplier.party());
            long base = Math.max(used, floor) >>> Integer.SIZE;
            long ahead = Math.floorMod(new Utrn(digits).counterBits() - base, (long) COUNTERS_IN_A_TOKEN);
            long counter = base + ahead << Integer.SIZE;
            boolean atTheFloor = last == null && floor != 0 && Long.compareUnsigned(counter, floor) <= 0;
            return atTheFloor ? new Verdict.UsedBefore() : check(digits, counter);
        } catch (MalformedGbcs misspelt) {
            return new Verdict.NotAuthentic();
        }
    }
}
