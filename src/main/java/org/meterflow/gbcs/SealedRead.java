package org.meterflow.gbcs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * The parameters of a read whose answer comes encrypted (DLMS data protection, class 30): which attribute, for whom.
 *
 * @param object whose attribute 2 is read
 * @param from null when the whole is read
 * @param counter of the message, unsigned 64 bit
 * @param reader the party that will open the answer
 */
public record SealedRead(
        int classId,
        Obis object,
        @Nullable Instant from,
        @Nullable Instant to,
        long counter,
        Eui64 reader,
        Eui64 device) {

    public static final int CLASS = 30;
    public static final int METHOD = 1;

    private static final int VALUE = 2;

    /** The command's parameters. */
    public DlmsData toData() {
        return toData(List.of(this));
    }

    /** The parameters of several reads in one: whose answers come encrypted together. */
    static DlmsData toData(List<SealedRead> reads) {
        SealedRead any = reads.get(0);
        List<DlmsData> targets = reads.stream().map(SealedRead::target).toList();
        return DlmsData.structure(new DlmsData.Array(targets), any.protection(any.reader, any.device));
    }

    private DlmsData target() {
        return DlmsData.structure(
                DlmsData.u16(classId),
                DlmsData.octets(object.octets()),
                DlmsData.i8(VALUE),
                DlmsData.u16(0),
                DlmsData.structure(DlmsData.enumerated(from == null ? 0 : 1), range()));
    }

    private DlmsData range() {
        if (from == null || to == null) {
            return DlmsData.NULL;
        }
        return DlmsData.structure(DlmsData.octets(DlmsTime.encode(from)), DlmsData.octets(DlmsTime.encode(to)));
    }

    private DlmsData protection(Eui64 first, Eui64 second) {
        Octets transaction = new OctetWriter().u8(4).i64(counter).toOctets();
        DlmsData key = DlmsData.structure(DlmsData.octets(Octets.owning(new byte[] {2})), DlmsData.octets(Octets.NONE));
        return DlmsData.array(DlmsData.structure(
                DlmsData.enumerated(2),
                DlmsData.structure(
                        DlmsData.octets(transaction),
                        DlmsData.octets(Octets.owning(first.bytes())),
                        DlmsData.octets(Octets.owning(second.bytes())),
                        DlmsData.octets(Octets.NONE),
                        DlmsData.structure(DlmsData.enumerated(2), key))));
    }

    /** The answer, the two parties having changed places. */
    public DlmsData answer(Octets encrypted) {
        return DlmsData.structure(protection(device, reader), DlmsData.octets(encrypted));
    }

    /** The encrypted part of such an answer. */
    static Octets sealedPart(DlmsData answer) {
        return answer.at(1).text();
    }

    /**
     * The first of the reads.
     *
     * @throws MalformedGbcs when the value is not what such a read carries
     */
    public static SealedRead parse(DlmsData data) {
        return read(data, data.at(0).at(0));
    }

    /** @throws MalformedGbcs when the value is not what such a read carries */
    public static List<SealedRead> parseAll(DlmsData data) {
        return data.at(0).elements().stream().map(target -> read(data, target)).toList();
    }

    private static SealedRead read(DlmsData data, DlmsData target) {
        DlmsData selection = target.at(4);
        boolean ranged = selection.at(0).number() == 1;
        DlmsData transport = data.at(1).at(0).at(1);
        OctetReader transaction = new OctetReader(transport.at(0).text().shared());
        transaction.expect(4, "a transaction id");
        if (target.at(2).number() != VALUE) {
            throw new MalformedGbcs("Only the value of an object is read encrypted");
        }
        return new SealedRead(
                (int) target.at(0).number(),
                new Obis(target.at(1).text()),
                ranged ? time(selection.at(1).at(0)) : null,
                ranged ? time(selection.at(1).at(1)) : null,
                transaction.i64("a counter"),
                party(transport.at(1)),
                party(transport.at(2)));
    }

    private static Instant time(DlmsData data) {
        Instant time = data.text().length() == 12 ? DlmsTime.instant(data.text()) : null;
        if (time == null) {
            throw new MalformedGbcs("A period is read from one full date and time to another");
        }
        return time;
    }

    private static Eui64 party(DlmsData data) {
        if (data.text().length() != 8) {
            throw new MalformedGbcs("A party has 8 bytes, not " + data.text().length());
        }
        return Eui64.of(data.text().shared());
    }
}
