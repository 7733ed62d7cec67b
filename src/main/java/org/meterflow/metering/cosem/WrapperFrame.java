package org.meterflow.metering.cosem;

import org.meterflow.gbcs.OctetWriter;

/**
 * One APDU on its way between two wrapper ports (IEC 62056-47, wrapper: version, source, destination, length).
 *
 * @param source wPort of the sender
 * @param destination wPort of the receiver
 */
record WrapperFrame(int source, int destination, byte[] apdu) {

    static final int VERSION = 1;
    static final int HEADER = 8;
    private static final int LONGEST = 0xFFFF;

    WrapperFrame {
        if (apdu.length > LONGEST) {
            throw CosemFailure.lasting("A frame has at most %s bytes, not %s".formatted(LONGEST, apdu.length));
        }
    }

    byte[] encode() {
        return new OctetWriter()
                .u16(VERSION)
                .u16(source)
                .u16(destination)
                .u16(apdu.length)
                .put(apdu)
                .toBytes();
    }
}
