package org.meterflow.simulator;

import java.util.function.Supplier;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.gbcs.GbcsCrypto;
import org.meterflow.metering.gbcs.MalformedGbcs;
import org.meterflow.metering.gbcs.TrustCell;
import org.meterflow.metering.gbcs.Utrn;
import org.meterflow.metering.gbcs.Utrn.ValueClass;

/** Takes tokens of the supplier a meter trusts with top-ups, each counter once. */
final class SupplierTokens implements TokenCheck {

    private static final String LAST = "top-up.counter";
    private static final long PENNY = 1_000;
    private static final long POUND = 100_000;

    private final Eui64 device;
    private final Memory memory;
    private final TrustStore trust;
    private final Supplier<DeviceKeys> keys;
    private final GbcsCrypto crypto;

    SupplierTokens(Eui64 device, Memory memory, TrustStore trust, Supplier<DeviceKeys> keys, GbcsCrypto crypto) {
        this.device = device;
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
        String last = memory.get(LAST);
        if (last != null && Long.compareUnsigned(counter, Long.parseUnsignedLong(last)) <= 0) {
            return new Verdict.UsedBefore();
        }
        memory.put(LAST, Long.toUnsignedString(counter));
        return new Verdict.Good(token.value() * (token.valueClass() == ValueClass.POUNDS ? POUND : PENNY), counter);
    }
}
