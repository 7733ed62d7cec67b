package org.meterflow.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.Octets;

/** The objects of an electricity meter's active tariff: one rate, or two with a change at seven in the morning. */
final class ElectricityTariff {

    private static final int PERIODS = 48;
    private static final int BLOCK_PRICES = 32;
    private static final int PRICE_SCALE = -4;
    private static final int CURRENT_PRICE_SCALE = -5;
    private static final int CURRENCY_UNIT = 254;
    private static final int MORNING = 7;
    private static final long NO_THRESHOLD = 0xFFFFFFFFL;
    private static final int THRESHOLDS = 3;
    private static final Octets SCRIPTS = Octets.ofHex("00000A0064FF");
    private static final Octets IMPORT = Octets.ofHex("0100010800FF");
    private static final Octets NOTHING = Octets.ofHex("000000000000");
    private static final Octets ALL_YEAR = Octets.ofHex("FFFF0101FF000000008000FF");

    private final Tariff tariff;

    ElectricityTariff(Tariff tariff) {
        this.tariff = tariff;
    }

    @Nullable
    DlmsData get(String name, Instant now) {
        return switch (name) {
            case "3 0-0:94.44.1.7 2" -> DlmsData.u32(currentPrice(now));
            case "3 0-0:94.44.1.7 3" ->
                DlmsData.structure(DlmsData.i8(CURRENT_PRICE_SCALE), DlmsData.enumerated(CURRENCY_UNIT));
            case "20 0-0:13.0.0.255 3" ->
                DlmsData.array(DlmsData.structure(octets("41"), DlmsData.octets(ALL_YEAR), octets("01")));
            case "20 0-0:13.0.0.255 4" -> DlmsData.array(week());
            case "20 0-0:13.0.0.255 5" -> DlmsData.array(DlmsData.structure(DlmsData.u8(1), day()));
            case "11 0-0:11.0.0.255 2" -> DlmsData.array();
            case "21 0-0:16.0.11.255 2",
                    "21 0-0:16.0.12.255 2",
                    "21 0-0:16.0.13.255 2",
                    "21 0-0:16.0.14.255 2",
                    "21 0-0:16.0.15.255 2",
                    "21 0-0:16.0.16.255 2",
                    "21 0-0:16.0.17.255 2",
                    "21 0-0:16.0.18.255 2" ->
                new DlmsData.Array(Collections.nCopies(THRESHOLDS, DlmsData.u32(NO_THRESHOLD)));
            case "9000 0-0:94.44.2.0 2" -> DlmsData.bool(true);
            case "113 0-0:19.20.4.255 5" -> standingCharge();
            case "113 0-0:19.20.0.255 5" -> prices();
            default -> null;
        };
    }

    private int currentPrice(Instant now) {
        return now.atOffset(ZoneOffset.UTC).getHour() < MORNING ? tariff.nightPrice() : tariff.unitPrice();
    }

    private static DlmsData week() {
        List<DlmsData> fields = new ArrayList<>(List.of(octets("01")));
        fields.addAll(Collections.nCopies(7, DlmsData.u8(1)));
        return new DlmsData.Structure(fields);
    }

    private DlmsData day() {
        return tariff.hasTwoRates()
                ? DlmsData.array(change("00000000", 2), change("07000000", 1))
                : DlmsData.array(change("00000000", 1));
    }

    private static DlmsData change(String time, int period) {
        return DlmsData.structure(octets(time), DlmsData.octets(SCRIPTS), DlmsData.u16(period));
    }

    private DlmsData standingCharge() {
        return DlmsData.structure(
                DlmsData.structure(DlmsData.i8(0), DlmsData.i8(PRICE_SCALE)),
                DlmsData.structure(DlmsData.u16(0), DlmsData.octets(NOTHING), DlmsData.i8(0)),
                DlmsData.array(price(Octets.NONE, tariff.standingCharge())));
    }

    private DlmsData prices() {
        List<DlmsData> prices = new ArrayList<>();
        for (int period = 1; period <= PERIODS; period++) {
            int amount =
                    period == 1 ? tariff.unitPrice() : period == 2 && tariff.hasTwoRates() ? tariff.nightPrice() : 0;
            prices.add(price(Octets.of(new byte[] {(byte) period}), amount));
        }
        for (int i = 0; i < BLOCK_PRICES; i++) {
            int key = 0xA1 + 0x10 * (i / 8) + i % 8;
            prices.add(price(Octets.of(new byte[] {(byte) key}), 0));
        }
        return DlmsData.structure(
                DlmsData.structure(DlmsData.i8(3), DlmsData.i8(PRICE_SCALE)),
                DlmsData.structure(DlmsData.u16(3), DlmsData.octets(IMPORT), DlmsData.i8(2)),
                new DlmsData.Array(prices));
    }

    private static DlmsData price(Octets key, int hundredThousandths) {
        return DlmsData.structure(DlmsData.octets(key), DlmsData.i16(hundredThousandths / 10));
    }

    private static DlmsData octets(String hex) {
        return DlmsData.octets(Octets.ofHex(hex));
    }
}
