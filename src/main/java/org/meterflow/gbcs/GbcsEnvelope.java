package org.meterflow.gbcs;

/** What a message wears on the wire (GBCS 7.2): its grouping, and around that the ciphering header with the MAC. */
final class GbcsEnvelope {

    private static final int GENERAL_CIPHERING = 0xDD;
    private static final byte[] CIPHERING_HEADER = {(byte) GENERAL_CIPHERING, 0, 0, 0, 0, 0, 0};
    private static final byte[] SECURITY_HEADER = {0x11, 0, 0, 0, 0};

    private GbcsEnvelope() {}

    /** @throws MalformedGbcs when the bytes are no message, with the place and the reason */
    static GbcsMessage open(byte[] bytes) {
        OctetReader reader = new OctetReader(bytes);
        int tag = reader.peek();
        if (tag == GbcsGrouping.TAG) {
            return GbcsGrouping.read(reader, false);
        }
        if (tag != GENERAL_CIPHERING) {
            throw new MalformedGbcs("A message begins with DD or DF, not with %02X".formatted(tag));
        }
        for (byte expected : CIPHERING_HEADER) {
            reader.expect(expected & 0xFF, "the ciphering header");
        }
        int length = reader.berLength("the ciphered part");
        if (length != reader.remaining()) {
            throw new MalformedGbcs(
                    "The ciphered part should have %s bytes, but %s follow".formatted(length, reader.remaining()));
        }
        for (byte expected : SECURITY_HEADER) {
            reader.expect(expected, "the security header");
        }
        return GbcsGrouping.read(reader, true);
    }

    /** The bytes of the wire. */
    static byte[] around(GbcsMessage message) {
        Octets mac = message.mac();
        byte[] grouping = GbcsGrouping.encode(message);
        if (mac == null) {
            return grouping;
        }
        return new OctetWriter()
                .put(CIPHERING_HEADER)
                .berLength(SECURITY_HEADER.length + grouping.length + GbcsMessage.MAC_LENGTH)
                .put(SECURITY_HEADER)
                .put(grouping)
                .put(mac)
                .toBytes();
    }
}
