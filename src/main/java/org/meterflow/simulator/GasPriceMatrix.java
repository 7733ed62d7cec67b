package org.meterflow.simulator;

import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.Octets;

/** The prices that were published to a gas meter: by time of use, or by block. */
final class GasPriceMatrix {

    private static final int COMMAND = 0x05;
    private static final int HEAD = 19;
    private static final int ENTRY = 5;

    private final GasKept kept;

    GasPriceMatrix(GasKept kept) {
        this.kept = kept;
    }

    private @Nullable Octets content() {
        return kept.content(Gsme.PRICE, COMMAND);
    }

    boolean isPublished() {
        return content() != null;
    }

    boolean isByBlocks() {
        Octets matrix = content();
        return matrix != null && matrix.length() >= HEAD && matrix.at(HEAD - 1) == 0;
    }

    /**
     * @param id a time of use from 1 on, or a block from 0 on
     * @return hundred-thousandths of a pound for a cubic metre; 0 when none was published
     */
    long price(int id) {
        Octets matrix = content();
        if (matrix == null || matrix.length() < HEAD) {
            return 0;
        }
        OctetReader reader = GasKept.after(matrix, HEAD);
        while (reader.remaining() >= ENTRY) {
            boolean found = reader.u8("a price's id") == id;
            long price = reader.littleEndian(4, "a price");
            if (found) {
                return price;
            }
        }
        return 0;
    }
}
