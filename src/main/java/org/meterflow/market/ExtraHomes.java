package org.meterflow.market;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Participant;
import org.meterflow.market.Market.PaymentMode;
import org.meterflow.market.Market.Supply;
import org.meterflow.party.UserRole;

/**
 * A street as long as one likes, for load: each home has an electricity meter, every fourth a gas meter too, every fifth
 * pays in advance. The n-th home is the same in every run.
 */
class ExtraHomes {

    private static final int GAS_EVERY = 4;
    private static final int PREPAYMENT_EVERY = 5;
    private static final LocalDate SINCE = LocalDate.of(2023, 4, 1);

    private final List<Mpid> electricitySuppliers;
    private final List<Mpid> gasSuppliers;
    private final Mpid distributor;
    private final Mpid transporter;

    private ExtraHomes(Market market) {
        this.electricitySuppliers = holding(market, UserRole.IS);
        this.gasSuppliers = holding(market, UserRole.GS);
        this.distributor = holding(market, UserRole.ED).get(0);
        this.transporter = holding(market, UserRole.GT).get(0);
    }

    static Market addTo(Market market, int count) {
        if (count == 0) {
            return market;
        }
        ExtraHomes street = new ExtraHomes(market);
        return market.withHomes(
                IntStream.rangeClosed(1, count).mapToObj(street::home).toList());
    }

    private static List<Mpid> holding(Market market, UserRole role) {
        List<Mpid> mpids = market.participants().stream()
                .filter(participant -> participant.identities().stream()
                        .anyMatch(user -> user.roles().contains(role)))
                .map(Participant::mpids)
                .flatMap(held -> held.stream()
                        .sorted((a, b) -> a.value().compareTo(b.value()))
                        .limit(1))
                .toList();
        if (mpids.isEmpty()) {
            throw new IllegalArgumentException("Homes cannot be added: nobody in the market is " + role);
        }
        return mpids;
    }

    private Home home(int number) {
        PaymentMode payment = number % PREPAYMENT_EVERY == 0 ? PaymentMode.PREPAYMENT : PaymentMode.CREDIT;
        Supply electricity =
                supply(mpan(number), electricitySuppliers, distributor, number, payment, device(number, 1), null);
        List<Supply> supplies = number % GAS_EVERY == 0
                ? List.of(
                        electricity,
                        supply(
                                mprn(number),
                                gasSuppliers,
                                transporter,
                                number,
                                payment,
                                device(number, 2),
                                device(number, 3)))
                : List.of(electricity);
        String postcode = String.format(Locale.ROOT, "ZX%d %dAA", 10 + number / 1000 % 90, number / 100 % 10);
        String uprn = Long.toString(900_000_000_000L + number);
        return new Home(number + " Long Street", postcode, uprn, "Central", device(number, 0), supplies, List.of());
    }

    private static Supply supply(
            Mpxn mpxn,
            List<Mpid> suppliers,
            Mpid network,
            int number,
            PaymentMode payment,
            Eui64 meter,
            @Nullable Eui64 proxy) {
        boolean gas = proxy != null;
        return new Supply(
                mpxn,
                suppliers.get(number % suppliers.size()),
                SINCE,
                network,
                null,
                gas ? "D" : "01",
                null,
                meter,
                proxy,
                payment,
                payment == PaymentMode.PREPAYMENT ? BigDecimal.valueOf(500 + number % 2000, 2) : null,
                BigDecimal.valueOf(1_000_000L + 977L * number % 9_000_000, 3),
                gas ? null : "A",
                false,
                null,
                null,
                null);
    }

    private static Mpxn mpan(int number) {
        String twelve = String.format(Locale.ROOT, "2299%08d", number);
        return new Mpxn(twelve + Mpxn.checkDigit(twelve));
    }

    private static Mpxn mprn(int number) {
        return new Mpxn(String.format(Locale.ROOT, "99%08d", number));
    }

    private static Eui64 device(int home, int device) {
        return Eui64.of(ByteBuffer.allocate(8)
                .putInt(0x024D46E0)
                .putInt(home * 16 + device)
                .array());
    }
}
