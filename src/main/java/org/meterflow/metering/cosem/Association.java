package org.meterflow.metering.cosem;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.OctetReader;
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
    private static final int AARE = 0x61;
    private static final int RLRQ = 0x62;
    private static final int CONFIRMED_SERVICE_ERROR = 0x0E;
    private static final int USER_INFORMATION = 0xBE;
    private static final int RESULT = 0xA2;
    private static final int DIAGNOSTIC = 0xA3;
    private static final int BY_USER = 0xA1;
    private static final int REJECTED_TRANSIENT = 2;
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

    /**
     * @throws CosemFailure when the meter refuses
     * @throws MalformedGbcs when this is no answer to a request for an association
     */
    static Association granted(byte[] apdu) {
        OctetReader whole = new OctetReader(apdu);
        if (whole.peek() == CONFIRMED_SERVICE_ERROR) {
            throw CosemFailure.lasting("The meter refuses the association: " + serviceError(whole));
        }
        whole.expect(AARE, "an association response");
        OctetReader parts = new OctetReader(whole.take(whole.berLength("the association response"), "its parts"));
        whole.expectEnd("the association response");
        int result = -1;
        String diagnostic = "no reason given";
        byte @Nullable [] information = null;
        while (parts.remaining() > 0) {
            int tag = parts.u8("a tag");
            byte[] value = parts.take(parts.berLength("a part"), "a part");
            switch (tag) {
                case RESULT -> result = integer(new OctetReader(value));
                case DIAGNOSTIC -> diagnostic = diagnostic(new OctetReader(value));
                case USER_INFORMATION -> information = value;
                default -> {}
            }
        }
        if (result != 0) {
            String reason = "The meter refuses the association: " + diagnostic;
            throw result == REJECTED_TRANSIENT ? CosemFailure.passing(reason) : CosemFailure.lasting(reason);
        }
        if (information == null) {
            throw new MalformedGbcs("The association response does not say what was agreed");
        }
        return agreed(new OctetReader(information));
    }

    private static Association agreed(OctetReader information) {
        information.expect(4, "a string of bytes");
        information.berLength("what was agreed");
        if (information.peek() == CONFIRMED_SERVICE_ERROR) {
            throw CosemFailure.lasting("The meter refuses the association: " + serviceError(information));
        }
        information.expect(8, "an initiate response");
        if (information.u8("a quality of service") != 0) {
            information.u8("the quality of service");
        }
        int version = information.u8("the DLMS version");
        if (version != 6) {
            throw CosemFailure.lasting("The meter speaks version %s of DLMS, not 6".formatted(version));
        }
        information.expect(0x5F, "the conformance block");
        if (information.peek() == 0x1F) {
            information.u8("the rest of its tag");
        }
        information.expect(4, "its length");
        information.expect(0, "no unused bits");
        int conformance = (int) information.unsigned(3, "the conformance");
        int largest = information.u16("the largest request");
        information.expect(0, "logical names");
        information.expect(7, "logical names");
        information.expectEnd("what was agreed");
        return new Association(conformance, largest);
    }

    private static String serviceError(OctetReader error) {
        error.expect(CONFIRMED_SERVICE_ERROR, "a service error");
        int service = error.u8("the service");
        int kind = error.u8("the kind of error");
        return "service error %s, %s, %s".formatted(service, kind, error.u8("the error"));
    }

    private static int integer(OctetReader value) {
        value.expect(2, "a whole number");
        return (int) value.unsigned(value.berLength("a whole number"), "a whole number");
    }

    private static String diagnostic(OctetReader value) {
        int source = value.u8("who says so");
        value.berLength("the diagnostic");
        int code = integer(value);
        if (source != BY_USER) {
            return "diagnostic %s of its protocol machine".formatted(code);
        }
        return switch (code) {
            case 0, 1 -> "no reason given";
            case 2 -> "it does not know this application context";
            case 11 -> "it does not know this kind of authentication";
            case 12 -> "it wants a kind of authentication to be named";
            case 13 -> "wrong password";
            case 14 -> "it wants a password";
            default -> "diagnostic " + code;
        };
    }

    /** @throws CosemFailure when the meter has not granted it */
    void require(Service service) {
        if ((conformance & service.mask) == 0) {
            throw CosemFailure.lasting("The meter does not offer %s in this association".formatted(service));
        }
    }
}
