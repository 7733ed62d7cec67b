package org.meterflow.gbcs;

/** What the type of an attribute says about its values (ZigBee ZCL 2). */
public final class ZclTypes {

    private ZclTypes() {}

    /** How many bytes tell the length of a value of this type; 0 when the type does. */
    static int lengthBytes(int type) {
        return switch (type) {
            case Zcl.OCTETS, Zcl.TEXT -> 1;
            case 0x43, 0x44 -> 2;
            default -> 0;
        };
    }

    /** Whether values of this type are strings of bytes or of characters. */
    public static boolean isText(int type) {
        return lengthBytes(type) > 0;
    }

    public static boolean isSigned(int type) {
        return type >= 0x28 && type <= 0x2F;
    }

    /**
     * How many bytes a value of this type takes.
     *
     * @throws MalformedGbcs when the type is not in use, or has no length of its own
     */
    public static int length(int type) {
        if (type >= 0x08 && type <= 0x0F
                || type >= 0x18 && type <= 0x1F
                || type >= 0x20 && type <= 0x27
                || isSigned(type)) {
            return (type & 7) + 1;
        }
        return switch (type) {
            case 0x10, Zcl.ENUM8 -> 1;
            case 0x31, 0x38, 0xE8, 0xE9 -> 2;
            case Zcl.UTC, 0x39, 0xE0, 0xE1, 0xEA -> 4;
            case 0x3A -> 8;
            case 0xF0 -> 8;
            default -> throw new MalformedGbcs("%02X is no type of attribute in use".formatted(type));
        };
    }
}
