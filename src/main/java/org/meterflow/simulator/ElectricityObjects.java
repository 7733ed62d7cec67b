package org.meterflow.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.metering.gbcs.DlmsData;
import org.meterflow.metering.gbcs.DlmsData.CompactArray;
import org.meterflow.metering.gbcs.DlmsData.Shape;
import org.meterflow.metering.gbcs.DlmsTime;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.metering.gbcs.SealedRead;

/** A single-phase electricity meter's objects: registers, daily log, balances and tariff. */
final class ElectricityObjects extends DlmsDevice {

    private static final double WH_A_YEAR = 3_100_000;
    private static final double REACTIVE_SHARE = 0.18;
    private static final double WINTER = 0.35;
    private static final int DAYS_KEPT = 31;
    private static final int PERIODS = 48;
    private static final int BLOCKS = 4;
    private static final int PERIODS_IN_A_BLOCK = 8;
    private static final int ENERGY = 30;
    private static final int REACTIVE_ENERGY = 32;
    private static final int U32 = 0x06;

    private final Consumption consumption;
    private final Tariff tariff;
    private final Account account;
    private final ElectricityTariff tariffObjects;
    private final Octets firmware;

    ElectricityObjects(long seed, SimulatedHome.Start start, Octets firmware) {
        this.consumption = new Consumption(seed, WH_A_YEAR, WINTER, thousandths(start.register()));
        this.tariff = Tariff.electricity(seed);
        this.account = new Account(seed, consumption, tariff, start);
        this.tariffObjects = new ElectricityTariff(tariff);
        this.firmware = firmware;
    }

    private static @Nullable Long thousandths(@Nullable BigDecimal register) {
        return register == null ? null : register.movePointRight(3).longValue();
    }

    @Override
    @Nullable
    DlmsData get(String name, Instant now) {
        return name.equals("1 0-0:0.2.1.255 2") ? DlmsData.octets(firmware) : tariffObjects.get(name, now);
    }

    @Override
    @Nullable
    DlmsData getSealed(SealedRead read, Instant now) {
        return switch (read.classId() + " " + read.object()) {
            case "1 0-0:94.44.34.10" -> registers(now);
            case "1 0-0:94.44.34.30" -> balances(now);
            case "7 0-0:98.1.9.255" -> dailyLog(read.from(), read.to(), now);
            default -> null;
        };
    }

    private DlmsData registers(Instant now) {
        long wattHours = consumption.at(now);
        return DlmsData.structure(
                DlmsData.u32(wattHours),
                unit(ENERGY),
                DlmsData.u32((long) (wattHours * REACTIVE_SHARE)),
                unit(REACTIVE_ENERGY));
    }

    private static DlmsData unit(int unit) {
        return DlmsData.structure(DlmsData.i8(0), DlmsData.enumerated(unit));
    }

    private DlmsData balances(Instant now) {
        return DlmsData.structure(
                DlmsData.i32(account.balance(now)),
                DlmsData.i32(account.emergencyCredit()),
                DlmsData.i32(0),
                DlmsData.i32(account.paymentDebt()),
                DlmsData.i32(0),
                DlmsData.i32(0));
    }

    private DlmsData dailyLog(@Nullable Instant from, @Nullable Instant to, Instant now) {
        List<DlmsData> rows = new ArrayList<>();
        Instant last = now.truncatedTo(ChronoUnit.DAYS);
        for (int age = DAYS_KEPT - 1; age >= 0; age--) {
            Instant midnight = last.minus(age, ChronoUnit.DAYS);
            boolean early = from != null && midnight.isBefore(from);
            boolean late = to != null && midnight.isAfter(to);
            if (!early && !late) {
                rows.add(row(midnight));
            }
        }
        Shape number = new Shape.Scalar(U32);
        Shape block = new Shape.Repeated(PERIODS_IN_A_BLOCK, number);
        List<Shape> fields = new ArrayList<>(List.of(number, number, new Shape.Repeated(PERIODS, number)));
        fields.addAll(Collections.nCopies(BLOCKS, block));
        return new CompactArray(new Shape.Fields(fields), rows);
    }

    private DlmsData row(Instant midnight) {
        long all = consumption.at(midnight);
        long night = tariff.hasTwoRates() ? consumption.nightAt(midnight) : 0;
        List<DlmsData> periods = new ArrayList<>(Collections.nCopies(PERIODS, DlmsData.u32(0)));
        periods.set(0, DlmsData.u32(all - night));
        periods.set(1, DlmsData.u32(night));
        List<DlmsData> fields = new ArrayList<>(List.of(
                DlmsData.u32(DlmsTime.secondsSince2000(midnight)), DlmsData.u32(all), new DlmsData.Array(periods)));
        DlmsData unused = new DlmsData.Array(Collections.nCopies(PERIODS_IN_A_BLOCK, DlmsData.u32(0)));
        fields.addAll(Collections.nCopies(BLOCKS, unused));
        return new DlmsData.Structure(fields);
    }
}
