package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;

/**
 * The table of prices an electricity meter takes, in full: every place it has, 0 where the tariff uses it not (GBCS,
 * charge tables). Places 01 to 30 are the 48 periods of time; A1 to D8 the four blocks, each in eight periods.
 */
final class TariffPrices {

    private static final int PERIODS = 48;
    private static final int BLOCKS = 4;
    private static final int BLOCK_PERIODS = 8;
    private static final int FIRST_BLOCK = 0xA0;
    private static final int BLOCK_STEP = 0x10;
    private static final int SECONDARY_PERIODS = 4;

    private TariffPrices() {}

    /** Of TOUTariff, BlockTariff or HybridTariff: TOUPrice by period, BlockPrices by period with BlockPrice by block. */
    static DlmsData primary(Template.Context context) {
        RequestPart request = context.request();
        List<DlmsData> entries = new ArrayList<>();
        for (int period = 1; period <= PERIODS; period++) {
            entries.add(entry(period, request, "TOUPrice[@index=%s]".formatted(period)));
        }
        for (int block = 1; block <= BLOCKS; block++) {
            for (int period = 1; period <= BLOCK_PERIODS; period++) {
                String path = "BlockPrices[@index=%s]/BlockPrice[@index=%s]".formatted(period, block);
                entries.add(entry(FIRST_BLOCK + BLOCK_STEP * (block - 1) + period, request, path));
            }
        }
        return new DlmsData.Array(entries);
    }

    /** Of the second element: ElectricityPriceElement by period. */
    static DlmsData secondary(Template.Context context) {
        List<DlmsData> entries = new ArrayList<>();
        for (int period = 1; period <= SECONDARY_PERIODS; period++) {
            entries.add(entry(period, context.request(), "ElectricityPriceElement[@index=%s]".formatted(period)));
        }
        return new DlmsData.Array(entries);
    }

    private static DlmsData entry(int key, RequestPart request, String path) {
        long price = request.value(path).map(TariffPrices::number).orElse(0L);
        if (!DlmsType.NumericType.I16.fits(price)) {
            throw new MissingParameter("The price %s does not fit into the meter's table".formatted(price));
        }
        return DlmsData.structure(DlmsData.octets(new OctetWriter().u8(key).toOctets()), DlmsData.i16(price));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw new MissingParameter("The price '%s' is not a whole number".formatted(text));
        }
    }
}
