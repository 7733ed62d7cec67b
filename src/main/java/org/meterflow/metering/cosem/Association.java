package org.meterflow.metering.cosem;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.OctetWriter;

/**
 * How a client and a meter agree to talk (IEC 62056-5-3, AARQ and AARE): logical names, no ciphering, nobody or a
 * password.
 *
 * @param conformance what the meter grants, 24 bits
 * @param largestRequest in bytes; 0 where the meter sets no limit
 */
record Association(int conformance, int largestRequest) {

    /** Bit 0 is the highest of 24. */
    enum Service {
        GET_IN_BLOCKS(11),
        GET(19),
        SET(20),
        SELECTIVE_ACCESS(21),
        ACTION(23);

        private final int mask;

        Service(int bit) {
            this.mask = 1 << 23 - bit;
        }
    }

    private static final int AARQ = 0x60;
    private static final int RLRQ = 0x62;
    static final int USER_INFORMATION = 0xBE;
    private static final byte[] LOGICAL_NAMES = HexFormat.of().parseHex("A109060760857405080101");
    private static final byte[] LOW_LEVEL_SECURITY = HexFormat.of().parseHex("8A0207808B0760857405080201");
    private static final byte[] RELEASE = {RLRQ, 3, (byte) 0x80, 1, 0};

    /** @param largestAnswer in bytes, at most 65535 */
    static byte[] request(@Nullable String password, int largestAnswer) {
        OctetWriter body = new OctetWriter().put(LOGICAL_NAMES);
        if (password != null) {
            byte[] secret = password.getBytes(StandardCharsets.UTF_8);
            byte[] value = new OctetWriter().u8(0x80).counted(secret).toBytes();
            body.put(LOW_LEVEL_SECURITY).u8(0xAC).counted(value);
        }
        byte[] initiate = new OctetWriter()
                .put(HexFormat.of().parseHex("01000000065F1F0400"))
                .unsigned(proposed(), 3)
                .u16(largestAnswer)
                .toBytes();
        byte[] information = new OctetWriter().u8(4).counted(initiate).toBytes();
        body.u8(USER_INFORMATION).counted(information);
        return new OctetWriter().u8(AARQ).counted(body.toBytes()).toBytes();
    }

    private static int proposed() {
        int bits = 0;
        for (Service service : Service.values()) {
            bits |= service.mask;
        }
        return bits;
    }

    static byte[] release() {
        return RELEASE.clone();
    }

    /** @throws CosemFailure when the meter has not granted it */
    void require(Service service) {
        if ((conformance & service.mask) == 0) {
            throw CosemFailure.lasting("The meter does not offer %s in this association".formatted(service));
        }
    }
}
