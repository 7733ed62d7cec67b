package org.meterflow.gbcs;

import java.math.BigInteger;
import java.util.List;

/**
 * An ASN.1 value in its bytes. Lengths longer than they need be, which some devices write, are read and written back
 * as they came; everything else is strict: definite lengths, one-byte tags.
 */
public sealed interface Der {

    int INTEGER = 0x02;
    int BIT_STRING = 0x03;
    int OCTET_STRING = 0x04;
    int NULL = 0x05;
    int ENUMERATED = 0x0A;
    int GENERALIZED_TIME = 0x18;
    int SEQUENCE = 0x30;

    int DEEPEST = 16;

    int tag();

    /** @return how many bytes the length takes on the wire */
    int lengthBytes();

    /** A value of its own. */
    record Leaf(int tag, Octets value, int lengthBytes) implements Der {}

    /** A value made of others. */
    record Node(int tag, List<Der> children, int lengthBytes) implements Der {
        public Node {
            children = List.copyOf(children);
        }
    }

    static Leaf leaf(int tag, Octets value) {
        return new Leaf(tag, value, shortest(value.length()));
    }

    static Leaf integer(long value) {
        return unsigned(INTEGER, value);
    }

    /** A positive integer of up to 64 bits, in as few bytes as it takes. */
    static Leaf unsigned(int tag, long value) {
        BigInteger above = BigInteger.ONE.shiftLeft(64);
        return leaf(tag, Octets.owning(BigInteger.valueOf(value).mod(above).toByteArray()));
    }

    static Node sequence(Der... children) {
        return node(SEQUENCE, List.of(children));
    }

    static Node sequence(List<? extends Der> children) {
        return node(SEQUENCE, children);
    }

    static Node node(int tag, List<? extends Der> children) {
        int length =
                children.stream().mapToInt(child -> child.encode().length()).sum();
        return new Node(tag, List.copyOf(children), shortest(length));
    }

    /** How many bytes DER takes for this length. */
    static int shortest(int length) {
        if (length < 0x80) {
            return 1;
        }
        return length < 0x100 ? 2 : length < 0x10000 ? 3 : 4;
    }

    static Der parse(Octets bytes) {
        OctetReader reader = new OctetReader(bytes.shared());
        Der value = DerReader.read(reader);
        reader.expectEnd("the ASN.1 value");
        return value;
    }

    /** Whether the length is written as DER wants it, in as few bytes as it takes. */
    default boolean hasShortestLength() {
        return lengthBytes() == shortest(content().length);
    }

    default Octets encode() {
        byte[] content = content();
        OctetWriter writer = new OctetWriter().u8(tag());
        if (lengthBytes() == 1) {
            writer.u8(content.length);
        } else {
            writer.u8(0x80 | lengthBytes() - 1).unsigned(content.length, lengthBytes() - 1);
        }
        return writer.put(content).toOctets();
    }

    private byte[] content() {
        if (this instanceof Leaf leaf) {
            return leaf.value().shared();
        }
        OctetWriter writer = new OctetWriter();
        ((Node) this).children().forEach(child -> writer.put(child.encode()));
        return writer.toBytes();
    }

    /** @throws MalformedGbcs when this is no made-up value */
    default List<Der> children() {
        if (this instanceof Node node) {
            return node.children;
        }
        throw new MalformedGbcs("Expected an ASN.1 value made of others, found tag %02X".formatted(tag()));
    }

    default Der at(int index) {
        List<Der> all = children();
        if (index >= all.size()) {
            throw new MalformedGbcs("Expected at least %s ASN.1 values, found %s".formatted(index + 1, all.size()));
        }
        return all.get(index);
    }

    /** The same under another tag. */
    default Der tagged(int newTag) {
        return this instanceof Leaf leaf
                ? new Leaf(newTag, leaf.value(), leaf.lengthBytes())
                : new Node(newTag, children(), lengthBytes());
    }

    /** The bytes of a simple value. */
    default Octets value() {
        if (this instanceof Leaf leaf) {
            return leaf.value;
        }
        throw new MalformedGbcs("Expected a simple ASN.1 value, found tag %02X".formatted(tag()));
    }

    /** A number of at most 64 bits, read without sign. */
    default long number() {
        Octets bytes = value();
        boolean padded = bytes.length() == 9 && bytes.at(0) == 0;
        if (bytes.isEmpty() || bytes.length() > 8 && !padded) {
            throw new MalformedGbcs("An ASN.1 number of %s bytes is out of range".formatted(bytes.length()));
        }
        OctetReader reader = new OctetReader(bytes.shared());
        if (padded) {
            reader.u8("padding");
        }
        return reader.unsigned(reader.remaining(), "a number");
    }
}
