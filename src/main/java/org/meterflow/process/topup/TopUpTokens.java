package org.meterflow.process.topup;

import java.security.PrivateKey;
import java.security.PublicKey;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.Utrn;
import org.meterflow.gbcs.Utrn.ValueClass;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.Meters;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.TopUpKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes tokens with the key that a supplier has delegated. No counter is given twice; whoever wants the next one of the
 * same meter waits until the transaction that took this one has ended.
 */
@Component
class TopUpTokens {

    private static final int HUNDRED = 100;

    private final JdbcClient jdbc;
    private final TopUpKeys keys;
    private final Certificates certificates;
    private final Meters meters;
    private final GbcsCrypto crypto;
    private final TopUpSettings settings;

    TopUpTokens(
            JdbcClient jdbc,
            TopUpKeys keys,
            Certificates certificates,
            Meters meters,
            GbcsCrypto crypto,
            TopUpSettings settings) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.certificates = certificates;
        this.meters = meters;
        this.crypto = crypto;
        this.settings = settings;
    }

    record Made(long counter, Utrn utrn) {}

    /** @throws PaymentRefused when the supplier has delegated no key, or the meter has none to make a token for */
    Made make(Eui64 supplier, Eui64 meter, int pence) {
        PrivateKey own = keys.of(supplier)
                .orElseThrow(() -> PaymentRefused.noToken(
                        "The supplier has not delegated its key for top-ups, so it makes its tokens itself"));
        PublicKey other = certificates
                .inUse(meter, CertificateUse.KA)
                .map(Certificate::publicKey)
                .orElseThrow(
                        () -> PaymentRefused.noToken("The meter takes no tokens: it has no key agreement certificate"));
        long counter = next(supplier, meter) << Integer.SIZE;
        boolean inPence = pence % HUNDRED != 0
                || pence <= settings.mostWithPence().movePointRight(2).intValue();
        Utrn utrn = Utrn.make(
                crypto,
                new RequestId(supplier, meter, counter),
                inPence ? ValueClass.PENCE : ValueClass.POUNDS,
                inPence ? pence : pence / HUNDRED,
                own,
                other);
        return new Made(counter, utrn);
    }

    /** Above what the supplier itself has used for this meter, should it have begun before it delegated. */
    private long next(Eui64 supplier, Eui64 meter) {
        return jdbc.sql("""
                        insert into top_up_counter as known (supplier_user, device, last) values (:user, :device, :own + 1)
                        on conflict (supplier_user, device) do update set last = greatest(known.last, :own) + 1
                        returning last""")
                .param("user", supplier.value())
                .param("device", meter.value())
                .param("own", meters.lastTopUpCounter(meter, supplier) >>> Integer.SIZE)
                .query(Long.class)
                .single();
    }
}
