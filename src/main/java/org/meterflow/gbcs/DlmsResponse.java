package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.DlmsRequest.Verb;

/** What an electricity meter or a hub answers, item by item (access-response). */
public record DlmsResponse(long invokeId, List<Result> results) {

    public static final int SUCCESS = 0;
    public static final int HARDWARE_FAULT = 1;
    public static final int TEMPORARY_FAILURE = 2;
    public static final int READ_WRITE_DENIED = 3;
    public static final int OBJECT_UNDEFINED = 4;
    public static final int TYPE_UNMATCHED = 0x0C;
    public static final int SCOPE_VIOLATED = 0x0D;

    /** Also that of the items after a failed one, which are not executed. */
    public static final int OTHER_REASON = 0xFA;

    private static final int TAG = 0xDA;

    public DlmsResponse {
        results = List.copyOf(results);
    }

    /**
     * @param verb that of the request; a SELECT is answered as a GET
     * @param code 0 for success
     * @param data null unless something was asked for and found
     */
    public record Result(Verb verb, int code, DlmsData data) {

        public static Result of(Verb verb, DlmsData data) {
            return new Result(answering(verb), SUCCESS, data);
        }

        public static Result failed(Verb verb, int code) {
            return new Result(answering(verb), code, DlmsData.NULL);
        }

        private static Verb answering(Verb asked) {
            return asked == Verb.SELECT ? Verb.GET : asked;
        }
    }

    public static DlmsResponse parse(Octets payload) {
        OctetReader reader = new OctetReader(payload.shared());
        reader.expect(TAG, "an access response");
        long invokeId = reader.u32("the invoke id");
        reader.expect(0, "no date-time");
        reader.expect(0, "no repeated specification");
        int count = reader.berLength("the number of values");
        List<DlmsData> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(DlmsCodec.read(reader));
        }
        if (reader.berLength("the number of results") != count) {
            throw new MalformedGbcs("An access response has as many results as values");
        }
        List<Result> results = new ArrayList<>();
        for (DlmsData value : values) {
            results.add(new Result(Verb.of(reader.u8("a kind of access")), reader.u8("a result"), value));
        }
        reader.expectEnd("the access response");
        return new DlmsResponse(invokeId, results);
    }

    public Octets encode() {
        OctetWriter writer = new OctetWriter().u8(TAG).u32(invokeId).u8(0).u8(0).berLength(results.size());
        for (Result result : results) {
            DlmsCodec.write(result.data(), writer);
        }
        writer.berLength(results.size());
        for (Result result : results) {
            writer.u8(result.verb().tag()).u8(result.code());
        }
        return writer.toOctets();
    }

    /** What a result code says. */
    public static String meaning(int code) {
        return switch (code) {
            case SUCCESS -> "success";
            case HARDWARE_FAULT -> "hardware fault";
            case TEMPORARY_FAILURE -> "temporary failure";
            case READ_WRITE_DENIED -> "access denied";
            case OBJECT_UNDEFINED -> "no such object";
            case 0x09 -> "object of another class";
            case 0x0B -> "object not available";
            case TYPE_UNMATCHED -> "value of another type";
            case SCOPE_VIOLATED -> "outside of what this party may reach";
            case 0x0E -> "block of data not available";
            case 0x0F, 0x11 -> "long transfer aborted";
            case 0x10, 0x12 -> "no long transfer in progress";
            case 0x13 -> "number of a block wrong";
            case OTHER_REASON -> "not executed, or another reason";
            default -> "result %02X".formatted(code);
        };
    }
}
