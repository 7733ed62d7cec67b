package org.meterflow.metering.cosem;

import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.OctetReader;

/** What a meter answers to a client that wants to associate (IEC 62056-5-3, AARE): what it grants, or why it does not. */
final class AssociationAnswer {

    private static final int AARE = 0x61;
    private static final int CONFIRMED_SERVICE_ERROR = 0x0E;
    private static final int RESULT = 0xA2;
    private static final int DIAGNOSTIC = 0xA3;
    private static final int BY_USER = 0xA1;
    private static final int REJECTED_TRANSIENT = 2;

    private AssociationAnswer() {}

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
                case Association.USER_INFORMATION -> information = value;
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
}
