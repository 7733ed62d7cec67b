package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/** What a device answered, in values. Money is in pounds, electricity in kWh, gas in cubic metres, time in UTC. */
public sealed interface MeterAnswer {

    /** Whether the device did not do all that it was asked. */
    default boolean hasFailed() {
        return this instanceof Failed || this instanceof Values values && !values.succeeded();
    }

    /** @param version four bytes, whose sense is the manufacturer's */
    record FirmwareVersion(Octets version) implements MeterAnswer {}

    /**
     * Electricity.
     *
     * @param secondaryImportKwh of a meter with two measuring elements; else null
     */
    record ImportRegisters(
            BigDecimal importKwh,
            BigDecimal reactiveKvarh,
            @Nullable BigDecimal secondaryImportKwh) implements MeterAnswer {}

    record GasVolume(BigDecimal cubicMetres) implements MeterAnswer {}

    record PrepaymentBalance(
            BigDecimal meterBalance,
            BigDecimal emergencyCreditBalance,
            BigDecimal accumulatedDebt,
            BigDecimal paymentDebt,
            BigDecimal timeDebt1,
            BigDecimal timeDebt2)
            implements MeterAnswer {}

    /** The registers at midnight, oldest first. */
    record DailyReadLog(List<DailyRead> reads) implements MeterAnswer {
        public DailyReadLog {
            reads = List.copyOf(reads);
        }
    }

    /**
     * @param register kWh or m³
     * @param byTime the same, by tariff period 1, 2, …
     * @param byBlock the same, by block and period
     */
    record DailyRead(Instant at, BigDecimal register, List<BigDecimal> byTime, List<BigDecimal> byBlock) {
        public DailyRead {
            byTime = List.copyOf(byTime);
            byBlock = List.copyOf(byBlock);
        }
    }

    /**
     * The active tariff.
     *
     * @param currentPrice at this moment; null when the meter has none
     * @param standingCharge per day
     * @param timePrices per kWh of electricity, or per unit of the gas tariff, by tariff period 1, 2, …
     * @param blockPrices the same, by block
     * @param thresholds between blocks, in the meter's own unit
     * @param switchingDays how many day profiles decide when a period begins
     * @param times a mark of the seasons, weeks and days that decide it: the same for the same
     * @param currency ISO 4217
     */
    record TariffSnapshot(
            @Nullable BigDecimal currentPrice,
            BigDecimal standingCharge,
            List<BigDecimal> timePrices,
            List<BigDecimal> blockPrices,
            List<Long> thresholds,
            int switchingDays,
            String times,
            String currency)
            implements MeterAnswer {
        public TariffSnapshot {
            timePrices = List.copyOf(timePrices);
            blockPrices = List.copyOf(blockPrices);
            thresholds = List.copyOf(thresholds);
        }
    }

    /** A replacement of credentials, or its cancellation, that the device took and will carry out at its date. */
    record CredentialsAccepted() implements MeterAnswer {}

    /** What became of a replacement of credentials, place by place. */
    record CredentialsReplaced(CredentialsOutcome outcome) implements MeterAnswer {
        public boolean succeeded() {
            return outcome.succeeded();
        }
    }

    /** What a device answered to any other request, item by item in the order of the command. */
    record Values(List<Item> items) implements MeterAnswer {

        public Values {
            items = List.copyOf(items);
        }

        /**
         * @param code 0 for success, else the result in the code of the use case's format
         * @param result the code in words
         * @param value named for what was asked or done; empty where nothing came back
         */
        public record Item(int code, String result, NamedValue value) {
            public boolean succeeded() {
                return code == 0;
            }
        }

        public boolean succeeded() {
            return items.stream().allMatch(Item::succeeded);
        }
    }

    /**
     * The device understood and did not do it.
     *
     * @param code the result of the first item that failed, in the code of the use case's format
     * @param item which one it was, from 0
     */
    record Failed(int code, int item, String reason) implements MeterAnswer {}

    /** One of a device's places for a certificate, before and after. */
    record ReplacedCredential(
            TrustCell cell, int status, Eui64 oldParty, Octets oldKeyId, Eui64 newParty, Octets newKeyId) {

        public static final int DONE = 0;
        public static final int BAD_CERTIFICATE = 5;
        public static final int OTHER = 127;
    }
}
