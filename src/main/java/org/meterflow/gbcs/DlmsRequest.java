package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command asks of an electricity meter or a hub, item by item, in the order of execution (access-request).
 *
 * @param invokeId 20, then the lowest three bytes of the originator's counter
 */
public record DlmsRequest(long invokeId, List<Item> items) {

    static final int TAG = 0xD9;

    public DlmsRequest {
        items = List.copyOf(items);
    }

    /** What is done to the attribute, or that it is a method that is called. */
    public enum Verb {
        GET,
        SET,
        ACTION,
        /** A GET of the part that a selection describes. */
        SELECT;

        int tag() {
            return ordinal() + 1;
        }

        static Verb of(int tag) {
            if (tag < 1 || tag > 4) {
                throw new MalformedGbcs("%02X is no kind of access".formatted(tag));
            }
            return values()[tag - 1];
        }
    }

    /**
     * @param member the number of the attribute or method
     * @param selector with a SELECT: the kind of selection; else 0
     * @param selection with a SELECT: what is selected; else null
     */
    public record Item(
            Verb verb,
            int classId,
            Obis object,
            int member,
            int selector,
            @Nullable DlmsData selection,
            DlmsData data) {

        public static Item get(int classId, Obis object, int member) {
            return new Item(Verb.GET, classId, object, member, 0, null, DlmsData.NULL);
        }

        public static Item set(int classId, Obis object, int member, DlmsData data) {
            return new Item(Verb.SET, classId, object, member, 0, null, data);
        }

        public static Item action(int classId, Obis object, int member, DlmsData data) {
            return new Item(Verb.ACTION, classId, object, member, 0, null, data);
        }

        public static Item select(int classId, Obis object, int member, int selector, DlmsData selection) {
            return new Item(Verb.SELECT, classId, object, member, selector, selection, DlmsData.NULL);
        }

        Item withData(DlmsData newData) {
            return new Item(verb, classId, object, member, selector, selection, newData);
        }
    }

    static long invokeId(long counter) {
        return 0x20000000L | counter & 0xFFFFFF;
    }

    static boolean isIn(Octets payload) {
        return !payload.isEmpty() && payload.at(0) == TAG;
    }

    public static DlmsRequest parse(Octets payload) {
        OctetReader reader = new OctetReader(payload.shared());
        reader.expect(TAG, "an access request");
        long invokeId = reader.u32("the invoke id");
        reader.expect(0, "no date-time");
        int count = reader.berLength("the number of specifications");
        List<Item> specifications = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            specifications.add(readSpecification(reader));
        }
        if (reader.berLength("the number of values") != count) {
            throw new MalformedGbcs("An access request has as many values as specifications");
        }
        List<Item> items = new ArrayList<>();
        for (Item specification : specifications) {
            items.add(specification.withData(DlmsCodec.read(reader)));
        }
        reader.expectEnd("the access request");
        return new DlmsRequest(invokeId, items);
    }

    private static Item readSpecification(OctetReader reader) {
        Verb verb = Verb.of(reader.u8("a kind of access"));
        int classId = reader.u16("a class");
        Obis object = new Obis(reader.octets(6, "an OBIS code"));
        int member = reader.u8("an attribute or method");
        if (verb != Verb.SELECT) {
            return new Item(verb, classId, object, member, 0, null, DlmsData.NULL);
        }
        int selector = reader.u8("a selector");
        return new Item(verb, classId, object, member, selector, DlmsCodec.read(reader), DlmsData.NULL);
    }

    public Octets encode() {
        OctetWriter writer = new OctetWriter().u8(TAG).u32(invokeId).u8(0).berLength(items.size());
        for (Item item : items) {
            writer.u8(item.verb().tag()).u16(item.classId()).put(item.object().octets());
            writer.u8(item.member());
            DlmsData selection = item.selection();
            if (selection != null) {
                DlmsCodec.write(selection, writer.u8(item.selector()));
            }
        }
        writer.berLength(items.size());
        for (Item item : items) {
            DlmsCodec.write(item.data(), writer);
        }
        return writer.toOctets();
    }
}
